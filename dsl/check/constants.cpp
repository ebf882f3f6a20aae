// One overload per kind of literal; what is left over does not fit and is reported with the type that was wanted.
#include "dsl/check/constants.hpp"

#include <limits>

namespace bylaw::dsl::checking {
namespace {

using Made = std::optional<Constant>;

struct LiteralReader {
  Context& context;
  Type type;

  Made operator()(syntax::BooleanLiteral const& node) const { return plain(TypeKind::boolean, node.value); }
  Made operator()(syntax::DecimalLiteral const& node) const { return plain(TypeKind::decimal, node.value); }
  Made operator()(syntax::MoneyLiteral const& node) const { return plain(TypeKind::money, node.value); }
  Made operator()(syntax::DateLiteral const& node) const { return plain(TypeKind::date, node.value); }
  Made operator()(syntax::DurationLiteral const& node) const { return plain(TypeKind::duration, node.value); }
  Made operator()(syntax::IntegerLiteral const& node) const {
    if (type.kind != TypeKind::decimal) return plain(TypeKind::integer, node.value);
    if (auto const decimal = to_decimal(node.value)) return Constant(*decimal);
    return {};
  }
  Made operator()(syntax::Text const& node) const {
    if (text_fits(node.value, type.kind)) return Constant(node.value);
    return {};
  }
  Made operator()(syntax::Path const& node) const {
    if (type.kind != TypeKind::enumeration || node.parts.size() != 1) return {};
    auto const value = find_value(context.book.enumerations[type.of], node.parts.front().text);
    if (value == none) return {};
    return Constant(value);
  }
  template <class Other>
  Made operator()(Other const&) const {
    return {};
  }

 private:
  template <class Value>
  Made plain(TypeKind kind, Value const& value) const {
    if (type.kind != kind) return {};
    return Constant(value);
  }
};

std::vector<std::string_view> value_names(Enumeration const& enumeration) {
  std::vector<std::string_view> names;
  for (auto const& value : enumeration.values) names.push_back(value.name);
  return names;
}

void report_misfit(Context& context, std::uint32_t source, syntax::Expression const& literal, Type type) {
  Location const where{source, syntax::span_of(literal)};
  auto const* path = std::get_if<syntax::Path>(&literal.value);
  if (path && path->parts.size() == 1 && type.kind == TypeKind::enumeration) {
    auto const& word = path->parts.front().text;
    context.faults.unknown("unknown_value", where,
                           quoted(word) + " is not a value here; it is " + type_text(context.book, type), word,
                           value_names(context.book.enumerations[type.of]));
    return;
  }
  std::string message = "this does not fit: the value must be " + describe(context.book, type);
  if (path && type.kind != TypeKind::enumeration) message += ", and texts stand in double quotes";
  if (type.kind == TypeKind::currency) message += ", as in \"EUR\"";
  if (type.kind == TypeKind::month_day) message += ", as in \"03-31\"";
  context.faults.error("type_mismatch", where, message);
}

}  // namespace

std::optional<Decimal> to_decimal(std::int64_t whole) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max() / decimal_scale;
  if (whole > most || whole < -most) return {};
  return Decimal{whole * decimal_scale};
}

bool text_fits(std::string_view text, TypeKind kind) {
  switch (kind) {
    case TypeKind::text:
    case TypeKind::id:
    case TypeKind::reference:
      return true;
    case TypeKind::currency:
      return parse_currency(text).has_value();
    case TypeKind::month_day:
      return parse_date("2000-" + std::string(text)).has_value();  // a leap year: 02-29 is a day
    default:
      return false;
  }
}

std::optional<Constant> constant_of(Context& context, std::uint32_t source, syntax::Expression const& literal,
                                    Type type) {
  if (is_faulty(type)) return {};
  auto made = type.list ? Made{} : std::visit(LiteralReader{context, type}, literal.value);
  if (!made) report_misfit(context, source, literal, type);
  return made;
}

std::optional<std::vector<Constant>> constants_of(Context& context, std::uint32_t source,
                                                  syntax::Expression const& literal, Type type) {
  auto const* list = std::get_if<syntax::ListLiteral>(&literal.value);
  if (type.list && !list && !is_faulty(type)) {
    context.faults.error("type_mismatch", {source, syntax::span_of(literal)},
                         "the values of a list stand in parentheses");
    return {};
  }
  std::vector<Constant> made;
  auto const one = [&](syntax::Expression const& item) {
    auto constant = constant_of(context, source, item, element_of(type));
    if (constant) made.push_back(std::move(*constant));
    return constant.has_value();
  };
  bool fine = true;
  if (!type.list) return one(literal) ? std::optional(std::move(made)) : std::nullopt;
  if (list)
    for (auto const& item : list->items) fine = one(*item) && fine;
  return fine ? std::optional(std::move(made)) : std::nullopt;
}

Index literal_of(Context& context, std::uint32_t source, syntax::Expression const& literal, Type type) {
  auto constant = constant_of(context, source, literal, type);
  if (!constant) return none;
  Expression made;
  made.kind = ExpressionKind::literal;
  made.type = type;
  made.constant = std::move(*constant);
  made.where = {source, syntax::span_of(literal)};
  return context.add(std::move(made));
}

}  // namespace bylaw::dsl::checking
