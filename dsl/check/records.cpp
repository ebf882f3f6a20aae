// Records: fields and their marks, keys, and the record that holds exchange rates.
#include <algorithm>

#include "dsl/check/types.hpp"
#include "dsl/check/vocabulary.hpp"

namespace bylaw::dsl::checking {
namespace {

using syntax::FieldMark;

class RecordChecker {
 public:
  RecordChecker(Context& context, Placed<syntax::Record> node, Index index)
      : context_(context), node_(node), index_(index) {}

  void check() {
    NameTable seen("field");
    for (auto const& field : node_->fields) {
      auto const position = static_cast<Index>(record().fields.size());
      if (!seen.declare(context_.faults, field.name.text, node_.at(field.name), position)) continue;
      auto made = make_field(field);
      record().fields.push_back(std::move(made));
      if (record().fields.back().opening) note_opening(field, position);
    }
    check_key();
    if (node_->rates) check_rates(*node_->rates);
  }

 private:
  Record& record() { return context_.book.records[index_]; }

  Field make_field(syntax::Field const& field) {
    Field made;
    made.name = field.name.text;
    made.label = text_or(field.label, with_blanks(made.name));
    made.type = resolve_type(context_, node_.source, field.type, node_->name.text + "." + made.name);
    auto const marked = [&](FieldMark mark) { return std::ranges::find(field.marks, mark) != field.marks.end(); };
    made.event = marked(FieldMark::event);
    made.open = marked(FieldMark::open);
    made.opening = marked(FieldMark::opening);
    made.confidential = marked(FieldMark::confidential);
    made.optional = marked(FieldMark::optional) || made.event || made.open;
    check_marks(field, made);
    return made;
  }

  void check_marks(syntax::Field const& field, Field const& made) {
    bool const dated = made.event || made.open || made.opening;
    if (dated && !is(made.type, TypeKind::date) && !is_faulty(made.type))
      context_.faults.error("bad_mark", node_.at(field),
                            "only a date can be an 'event', 'open' or 'opening', and " + quoted(made.name) + " is " +
                                describe(context_.book, made.type));
    if (made.event && made.open)
      context_.faults.error("bad_mark", node_.at(field),
                            "left out, " + quoted(made.name) +
                                " cannot mean both that it has not happened ('event') and that it never ends ('open')");
  }

  void note_opening(syntax::Field const& field, Index position) {
    if (record().opening == none) {
      record().opening = position;
      opening_ = node_.at(field);
      return;
    }
    context_.faults.error("bad_mark", node_.at(field), "a record has one 'opening' date", opening_,
                          "this one is marked already");
  }

  void check_key() {
    if (node_->key.empty()) {
      check_id();
      return;
    }
    NameTable seen("field");
    for (auto const& name : node_->key) {
      auto const field = require_field(name);
      if (field == none || !seen.declare(context_.faults, name.text, node_.at(name), field)) continue;
      record().key.push_back(field);
      check_key_field(name, record().fields[field]);
    }
  }

  void check_id() {
    auto const id = find_field(record(), "id");
    if (id == none) {
      context_.faults.error("no_key", node_.at(node_->name),
                            "the record " + quoted(node_->name.text) +
                                " needs a field 'id: id', or the fields that identify it after 'key'");
      return;
    }
    record().key.push_back(id);
    auto const& field = record().fields[id];
    if (!is_textual(field.type) && !is_faulty(field.type))
      context_.faults.error("bad_key", node_.at(node_->name), "the field 'id' must be of the type id or text");
  }

  void check_key_field(syntax::Name const& name, Field const& field) {
    if (field.optional)
      context_.faults.error("bad_key", node_.at(name),
                            quoted(field.name) + " is part of the key and cannot be left out");
    auto const kind = field.type.kind;
    bool const unfit = field.type.list || kind == TypeKind::money || kind == TypeKind::decimal ||
                       kind == TypeKind::duration || kind == TypeKind::boolean;
    if (unfit)
      context_.faults.error("bad_key", node_.at(name),
                            "a key cannot be made of " + describe(context_.book, field.type));
  }

  void check_rates(syntax::Rates const& node) {
    if (context_.book.rates) {
      context_.faults.error("duplicate_rates", node_.at(node), "only one record can hold the exchange rates",
                            context_.book.records[context_.book.rates->record].where, "this record holds them");
      return;
    }
    auto const base = parse_currency(node.base.text);
    if (!base)
      context_.faults.error("bad_currency", node_.at(node.base), quoted(node.base.text) + " is no currency code");
    auto const value = require_field(node.value, TypeKind::decimal),
               currency = require_field(node.currency, TypeKind::currency),
               date = require_field(node.date, TypeKind::date);
    context_.book.rates = Rates{index_, value, currency, date, base.value_or(Currency{})};
  }

  Index require_field(syntax::Name const& name) {
    auto const field = find_field(record(), name.text);
    if (field != none) return field;
    std::vector<std::string_view> candidates;
    for (auto const& candidate : record().fields) candidates.push_back(candidate.name);
    context_.faults.unknown("unknown_field", node_.at(name),
                            "the record " + quoted(record().name) + " has no field " + quoted(name.text), name.text,
                            candidates);
    return none;
  }

  Index require_field(syntax::Name const& name, TypeKind kind) {
    auto const field = require_field(name);
    if (field == none) return none;
    auto const type = record().fields[field].type;
    if (!is(type, kind) && !is_faulty(type))
      context_.faults.error("type_mismatch", node_.at(name),
                            quoted(name.text) + " must be " + describe(context_.book, simple(kind)) +
                                " here, and it is " + describe(context_.book, type));
    return field;
  }

  Context& context_;
  Placed<syntax::Record> node_;
  Index index_;
  Location opening_;
};

}  // namespace

void check_records(Context& context, Items const& items) {
  auto const nodes = declare(context.faults, context.records, items.all<syntax::Record>());
  for (auto const& node : nodes)
    context.book.records.push_back(
        {node->name.text, text_or(node->label, with_blanks(node->name.text)), {}, {}, none, node.at(node->name), node->confidential});
  for (Index i = 0; i < nodes.size(); ++i) RecordChecker(context, nodes[i], i).check();
}

}  // namespace bylaw::dsl::checking
