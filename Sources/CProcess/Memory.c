#include "CProcess.h"

#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

void gradus_give_back(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}
