// A procedure of the garden club: how it buys a tool. Goes behind the club's rulebook.
#pragma once
#include <string_view>

namespace bylaw::dsl::club {

inline constexpr std::string_view purchase = R"(
record request "request"
  id: id
  group: ref group
  way: one of quick, careful optional "way"
  asked_on: date event "day of asking"
  bought_on: date event
end
record vote "vote"
  id: id
  request: ref request
  by: ref person
  agreed: boolean "is in favour"
  on: date opening "day"
end
fact request: ref request "the request" ask "Which request?"
action buy "Buy a tool" facts request, amount end

norm rules/5/ask must "must" says "Ask the office before you buy." bearer leader counterpart office end
norm rules/5/vote should "should" says "Let the members vote." bearer member end
norm rules/5/treasurer power "may" says "The treasurer buys." bearer treasurer end

procedure purchase of request "How the club buys a tool"
  when request.group.kind is standing
  routes by way chosen in way_chosen
  refer to committee when request.group.confirmed
  records request with group given, way given
end
route purchase.quick "The office is asked."
  closed when request.group.regions is recorded because "A group with regions asks its members."
  open because "The office answers at once."
end
route purchase.careful "The members vote."
  norm rules/5/vote
end
step purchase.bought "Buy it."
  norm rules/5/treasurer
  required of treasurer to buy
  after asked, voted
  irrevocable
  done when request.bought_on is recorded on request.bought_on
  changes request with bought_on date
  checked by buy with group request.group
end
step purchase.asked "Ask the office."
  norm rules/5/ask
  for quick
  required of leader to ask office
  after way_chosen
  done when request.asked_on is recorded on request.asked_on
  changes request with asked_on date
end
step purchase.voted "Let the members vote."
  norm rules/5/vote
  for careful
  preferred of member to vote
  usually after way_chosen
  unless request.group.kind is temporary
  done when latest(vote v by v.on with v.request is request and v.agreed)
  pending when some vote v with v.request is request
  blocked when no membership m with m.group is request.group because "The group has no members."
  refused when some vote v with v.request is request and not v.agreed then way_chosen
  recused when some vote v with v.request is request and leads(v.by, request.group) because "A leader voted."
  records vote with by actor, agreed given, on date
  decided by member
end
step purchase.way_chosen "Choose a way."
  norm rules/5/ask
  required of leader to choose_way
  done when request.way is recorded
  changes request with way given
end
)";

}  // namespace bylaw::dsl::club
