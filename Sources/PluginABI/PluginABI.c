#include "PluginABI.h"
#include "PluginMath.h"

#include <stddef.h>

// A version is read before anything else is believed, so it can never move.
_Static_assert(offsetof(gradus_plugin, version) == 0, "the plugin's version comes first");
_Static_assert(offsetof(gradus_host, version) == 0, "the host's version comes first");
