// Requests that are carried out once: noted in the transaction of what they change, their answers kept for a while.
#pragma once
#include "engine/store.hpp"
#include "engine/store/connection.hpp"

namespace bylaw::engine {

// Makes the table where there is none.
void create_receipts(Connection& connection);
// Within the transaction of the change. Throws RepeatedRequest where there is one of that key.
void note_receipt(Connection& connection, RequestKey const& request, std::string_view at);
std::optional<Receipt> read_receipt(Connection& connection, std::string_view key);
void write_answer(Connection& connection, RequestKey const& request, std::string_view at, std::string_view answer);
void forget_receipts(Connection& connection, std::string_view before);
// Of requests that this caller sent.
void forget_receipts_of(Connection& connection, std::string_view caller);
// Of what mentions this text; that the requests were carried out stays known.
void forget_answers(Connection& connection, std::string_view mention);

}  // namespace bylaw::engine
