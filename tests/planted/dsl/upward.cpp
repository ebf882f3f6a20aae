// Looks up a layer, and takes in a library that is none of its business. A harbour_master in a comment is fine.
#include "engine/words.hpp"
#include "neighbour.hpp"

#include <sqlite3.h>
