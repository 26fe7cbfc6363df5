#define _GNU_SOURCE
#include "CProcess.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

// Swift's tasks run on threads that Dispatch makes. A thread that it is refused it asks for again every second, without end, on the
// thread that wanted a task run, be it the main one before it runs anything. So the thread that ends such a wait is made before
// all others, and needs nothing more.

enum { SECONDS_BETWEEN = 2, REFUSALS = 10, SECONDS_TO_CLEAR = 20 };

static _Atomic(gradus_last_act) last_act;

void gradus_before_end(gradus_last_act act) { atomic_store(&last_act, act); }

static _Noreturn void end(void) {
  static const char sentence[] = "gradus: No thread could be started: the limit of processes is reached, or memory is.\n";
  ssize_t written = write(STDERR_FILENO, sentence, sizeof sentence - 1);
  (void)written;
  gradus_last_act act = atomic_load(&last_act);
  if (act) {
    // Whoever waits for one of those threads may hold a lock that the act wants.
    signal(SIGALRM, SIG_DFL);
    alarm(SECONDS_TO_CLEAR);
    act();
  }
  _exit(70);
}

static void *nothing(void *context) { return context; }

/// Asks for a thread again and again, and ends this program when there has been none for twenty seconds.
static void *watch(void *context) {
  (void)context;
  for (int refused = 0; refused < REFUSALS;) {
    struct timespec rest = {.tv_sec = SECONDS_BETWEEN};
    while (clock_nanosleep(CLOCK_MONOTONIC, 0, &rest, &rest) == EINTR) {
    }
    pthread_t thread;
    if (pthread_create(&thread, NULL, nothing, NULL) == 0) {
      pthread_join(thread, NULL);
      refused = 0;
    } else {
      refused++;
    }
  }
  end();
}

__attribute__((constructor)) static void require_threads(void) {
  // Signals are for the threads that were there anyway.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t thread;
  if (pthread_create(&thread, NULL, watch, NULL) != 0) end();
  pthread_detach(thread);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}
