#include "dsl/check/norm_list.hpp"

#include <algorithm>

namespace bylaw::dsl::checking {

std::vector<Index> require_norms(Context& context, std::uint32_t source, syntax::Names const& ids) {
  std::vector<Index> norms;
  for (auto const& id : ids) {
    Location const where{source, id.span};
    auto const norm = context.norms.require(context.faults, id.text, where);
    if (norm == none) continue;
    if (std::ranges::find(norms, norm) == norms.end())
      norms.push_back(norm);
    else
      context.faults.error("duplicate_norm", where, "the norm " + quoted(id.text) + " is named twice");
  }
  return norms;
}

}  // namespace bylaw::dsl::checking
