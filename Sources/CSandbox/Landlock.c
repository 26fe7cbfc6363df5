#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// The kernel's interface, written out here: the headers of a distribution are often older than the kernel that runs.
// Source: https://docs.kernel.org/userspace-api/landlock.html

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif

enum {
  execute = 1 << 0,
  write_file = 1 << 1,
  read_file = 1 << 2,
  read_folder = 1 << 3,
  remove_folder = 1 << 4,
  remove_file = 1 << 5,
  make_folder = 1 << 7,
  make_file = 1 << 8,
  refer = 1 << 13,
  truncate_file = 1 << 14,
  device_control = 1 << 15,
};

struct ruleset_attributes {
  uint64_t files, network, scopes;
};

struct path_rule {
  uint64_t allowed;
  int32_t parent;
} __attribute__((packed));

int gradus_landlock_version(void) {
  const uint32_t ask_version = 1;
  long version = syscall(SYS_landlock_create_ruleset, NULL, 0, ask_version);
  return version < 0 ? 0 : (int)version;
}

/// Grants rights below a path. A missing path grants nothing and is no error.
static int grant(int ruleset, const char *path, uint64_t folder_rights, uint64_t file_rights, uint64_t handled) {
  int place = open(path, O_PATH | O_CLOEXEC);
  if (place < 0) return errno == ENOENT ? 0 : errno;
  struct stat status;
  int error = fstat(place, &status) == 0 ? 0 : errno;
  if (!error) {
    const uint32_t path_beneath = 1;
    struct path_rule rule = {(S_ISDIR(status.st_mode) ? folder_rights : file_rights) & handled, place};
    if (syscall(SYS_landlock_add_rule, ruleset, path_beneath, &rule, 0) != 0) error = errno;
  }
  close(place);
  return error;
}

int gradus_restrict_files(
    const char *const *readable, size_t readable_count, const char *const *writable, size_t writable_count) {
  int version = gradus_landlock_version();
  if (version < 1) return ENOSYS;
  struct ruleset_attributes wanted = {.files = refer - 1};
  size_t size = sizeof wanted.files;
  if (version >= 2) wanted.files |= refer;
  if (version >= 3) wanted.files |= truncate_file;
  // TCP: neither bind nor connect.
  if (version >= 4) wanted.network = 3, size += sizeof wanted.network;
  if (version >= 5) wanted.files |= device_control;
  // Neither abstract sockets nor signals outside of ourselves.
  if (version >= 6) wanted.scopes = 3, size += sizeof wanted.scopes;
  int ruleset = (int)syscall(SYS_landlock_create_ruleset, &wanted, size, 0);
  if (ruleset < 0) return errno;
  int error = 0;
  const uint64_t reading = execute | read_file | read_folder;
  const uint64_t writing =
      read_file | read_folder | write_file | truncate_file | make_file | remove_file | make_folder | remove_folder;
  for (size_t i = 0; !error && i < readable_count; i++) {
    error = grant(ruleset, readable[i], reading, execute | read_file, wanted.files);
  }
  for (size_t i = 0; !error && i < writable_count; i++) {
    error = grant(ruleset, writable[i], writing, read_file | write_file | truncate_file, wanted.files);
  }
  if (!error && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) error = errno;
  if (!error && syscall(SYS_landlock_restrict_self, ruleset, 0) != 0) error = errno;
  close(ruleset);
  return error;
}
