#define _GNU_SOURCE
#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

/// Makes a pipe whose ends are 3 or more: 0 to 2 are where the program is to have them.
static int make_pipe(int ends[2]) {
  if (pipe2(ends, O_CLOEXEC) != 0) {
    int error = errno;
    ends[0] = ends[1] = -1;
    return error;
  }
  for (int i = 0; i < 2; i++) {
    if (ends[i] > STDERR_FILENO) continue;
    int moved = fcntl(ends[i], F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (moved < 0) return errno;
    close(ends[i]);
    ends[i] = moved;
  }
  return 0;
}

static int prepare(
    posix_spawn_file_actions_t *actions, posix_spawnattr_t *attributes, const char *folder, int input, int output, int errors) {
  int error = input >= 0 ? posix_spawn_file_actions_adddup2(actions, input, STDIN_FILENO)
                         : posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  if (!error) error = posix_spawn_file_actions_adddup2(actions, output, STDOUT_FILENO);
  if (!error) error = posix_spawn_file_actions_adddup2(actions, errors, STDERR_FILENO);
  if (!error) error = posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1);
  if (!error && folder) error = posix_spawn_file_actions_addchdir_np(actions, folder);
  sigset_t none, usual;
  sigemptyset(&none);
  sigemptyset(&usual);
  sigaddset(&usual, SIGPIPE);
  if (!error) error = posix_spawnattr_setsigmask(attributes, &none);
  if (!error) error = posix_spawnattr_setsigdefault(attributes, &usual);
  if (!error) error = posix_spawnattr_setpgroup(attributes, 0);
  const short flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
  if (!error) error = posix_spawnattr_setflags(attributes, flags);
  return error;
}

static int start(
    const char *program, char *const *arguments, char *const *environment, const char *folder, int input, int output, int errors,
    pid_t *process) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int error = posix_spawn_file_actions_init(&actions);
  if (error) return error;
  error = posix_spawnattr_init(&attributes);
  if (!error) {
    error = prepare(&actions, &attributes, folder, input, output, errors);
    if (!error) error = posix_spawn(process, program, &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

int gradus_spawn(
    const char *program, char *const *arguments, char *const *environment, const char *folder, int has_input,
    gradus_child *child) {
  int output[2] = {-1, -1}, errors[2] = {-1, -1}, input[2] = {-1, -1};
  int error = make_pipe(output);
  if (!error) error = make_pipe(errors);
  if (!error && has_input) error = make_pipe(input);
  if (!error && has_input && fcntl(input[1], F_SETFL, O_NONBLOCK) != 0) error = errno;
  pid_t process = -1;
  if (!error) error = start(program, arguments, environment, folder, input[0], output[1], errors[1], &process);
  const int theirs[] = {input[0], output[1], errors[1]}, ours[] = {input[1], output[0], errors[0]};
  for (int i = 0; i < 3; i++) {
    if (theirs[i] >= 0) close(theirs[i]);
    if (error && ours[i] >= 0) close(ours[i]);
  }
  if (!error) *child = (gradus_child){.process = process, .input = input[1], .output = output[0], .errors = errors[0]};
  return error;
}
