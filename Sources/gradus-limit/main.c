// Starts a program under resource limits: gradus-limit CPU-SECONDS MEMORY-BYTES FILE-BYTES OPEN-FILES PROGRAM [ARGUMENT...]
//
// A library for starting processes cannot set limits between fork and exec, and setting them in ourselves would bind us too.
#include "CSandbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int count, char **arguments) {
  if (count < 6) {
    fputs("usage: gradus-limit CPU-SECONDS MEMORY-BYTES FILE-BYTES OPEN-FILES PROGRAM [ARGUMENT...]\n", stderr);
    return 64;
  }
  const gradus_limits limits = {
      .cpu_seconds = strtoull(arguments[1], NULL, 10),
      .memory_bytes = strtoull(arguments[2], NULL, 10),
      .file_bytes = strtoull(arguments[3], NULL, 10),
      .open_files = strtoull(arguments[4], NULL, 10),
  };
  int error = gradus_limit(&limits);
  if (error) {
    fprintf(stderr, "gradus-limit: cannot set limits: %s\n", strerror(error));
    return 70;
  }
  execv(arguments[5], arguments + 5);
  fprintf(stderr, "gradus-limit: cannot start %s\n", arguments[5]);
  return 70;
}
