// Goes past the one folder that may see the HTTP library.
#include <httplib.h>
