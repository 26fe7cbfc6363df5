#define _GNU_SOURCE
#include "CSandbox.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

/// An address of the loader's in the first thread's stack.
extern void *__libc_stack_end;

// Everything the handler reads is written before it is installed, on the one thread that calls the plugin.
static int input = -1, output = -1;
static uintptr_t library_start, library_end;
/// The plugin's instructions, which can be read.
static uintptr_t code_start, code_end;
static uintptr_t stack_start, stack_end;
static volatile sig_atomic_t call_running;

static uint8_t *put(uint8_t *to, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; i++) *to++ = (uint8_t)(value >> (8 * i));
  return to;
}

size_t gradus_crash_frame(uint8_t *buffer, int32_t signal, uint8_t reason, const uint64_t *addresses, size_t count) {
  if (count > GRADUS_CRASH_ADDRESSES) count = GRADUS_CRASH_ADDRESSES;
  uint8_t *to = put(buffer, 1 + 4 + 1 + 1 + 8 * count, 4);
  to = put(to, 0x7f, 1);
  to = put(to, (uint32_t)signal, 4);
  to = put(to, reason, 1);
  to = put(to, count, 1);
  for (size_t i = 0; i < count; i++) to = put(to, addresses[i], 8);
  return (size_t)(to - buffer);
}

/// The registers that say where a thread was; all zero on a processor that this file does not know.
typedef struct registers {
  uintptr_t program_counter, stack_pointer, frame_pointer, link;
} registers;

static registers registers_of(const ucontext_t *context) {
  registers found = {0, 0, 0, 0};
#if defined(__x86_64__)
  found.program_counter = (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
  found.stack_pointer = (uintptr_t)context->uc_mcontext.gregs[REG_RSP];
  found.frame_pointer = (uintptr_t)context->uc_mcontext.gregs[REG_RBP];
#elif defined(__aarch64__)
  found.program_counter = context->uc_mcontext.pc;
  found.stack_pointer = context->uc_mcontext.sp;
  found.frame_pointer = context->uc_mcontext.regs[29];
  found.link = context->uc_mcontext.regs[30];
#else
  (void)context;
#endif
  return found;
}

static size_t note(uint64_t *addresses, size_t count, uintptr_t address, uintptr_t back) {
  if (count >= GRADUS_CRASH_ADDRESSES || address < library_start || address >= library_end) return count;
  addresses[count] = address - library_start - back;
  return count + 1;
}

/// True if an address inside the plugin comes right after a call.
static int follows_call(uintptr_t address) {
  if (address < code_start + 8 || address > code_end) return 0;
  const uint8_t *end = (const uint8_t *)address;
#if defined(__x86_64__)
  if (end[-5] == 0xe8) return 1;
  // FF /2: a call through a register or through memory, of 2 to 7 bytes.
  for (int size = 2; size <= 7; size++) {
    if (end[-size] == 0xff && (end[1 - size] & 0x38) == 0x10) return 1;
  }
  return 0;
#elif defined(__aarch64__)
  uint32_t call;
  memcpy(&call, end - 4, sizeof call);
  return (call & 0xfc000000) == 0x94000000 || (call & 0xfffffc1f) == 0xd63f0000;
#else
  return 1;
#endif
}

/// Collects everything near the top of the stack that looks like a return address inside the plugin.
static size_t scan(const registers *at, uint64_t *addresses, size_t count) {
  const uintptr_t most = 1 << 16;
  uintptr_t from = at->stack_pointer & ~(sizeof(uintptr_t) - 1);
  if (from < stack_start || from >= stack_end) return count;
  uintptr_t to = stack_end - from > most ? from + most : stack_end;
  for (; from + sizeof(uintptr_t) <= to; from += sizeof(uintptr_t)) {
    uintptr_t address = *(const uintptr_t *)from;
    if (follows_call(address)) count = note(addresses, count, address, 1);
  }
  return count;
}

/// Collects the program counter and the return addresses inside the plugin, innermost first. A return address points
/// behind its call, so one is subtracted to find the call's line.
static size_t trace(const registers *at, uint64_t *addresses) {
  size_t count = note(addresses, 0, at->program_counter, 0);
  count = note(addresses, count, at->link, 1);
  if (!stack_end) return count;
  size_t found = count;
  uintptr_t frame = at->frame_pointer;
  uintptr_t floor = at->stack_pointer;
  // Only memory that is known to be this thread's stack is read: a second fault in here would lose the frame.
  if (floor < stack_start) floor = stack_start;
  for (int depth = 0; depth < 256; depth++) {
    if (frame < floor || frame % sizeof(uintptr_t) || frame > stack_end - 2 * sizeof(uintptr_t)) break;
    const uintptr_t *record = (const uintptr_t *)frame;
    count = note(addresses, count, record[1], 1);
    floor = frame + sizeof(uintptr_t);
    frame = record[0];
  }
  // The runtime's allocator keeps no frame pointers: whatever looks like a return address is all that is left.
  return count > found ? count : scan(at, addresses, count);
}

static int host_interrupts(void) {
  if (!call_running) return 0;
  struct pollfd waiting = {.fd = input, .events = POLLIN};
  // The signal for the frame that began this call may come late. Then no input is waiting.
  return poll(&waiting, 1, 0) == 1;
}

static void handle(int signal, siginfo_t *info, void *context) {
  int saved = errno;
  if (signal == SIGIO && !host_interrupts()) {
    errno = saved;
    return;
  }
  registers at = registers_of(context);
  uint8_t reason = GRADUS_STOPPED_BY_SIGNAL;
  if (signal == SIGIO) reason = GRADUS_STOPPED_BY_HOST;
  // Anybody may raise the signal; the kernel alone sends it for the limit.
  if (signal == SIGXCPU && info->si_code == SI_KERNEL) reason = GRADUS_STOPPED_BY_CPU_LIMIT;
  // The filter refuses these two calls for no other reason.
  if (signal == SIGSYS && (info->si_syscall == SYS_mmap || info->si_syscall == SYS_mprotect)) {
    reason = GRADUS_STOPPED_BY_MAKING_CODE;
  }
  if (signal == SIGSEGV && at.stack_pointer) {
    uintptr_t fault = (uintptr_t)info->si_addr;
    uintptr_t distance = fault > at.stack_pointer ? fault - at.stack_pointer : at.stack_pointer - fault;
    if (distance < 65536 && fault < at.stack_pointer + 4096) reason = GRADUS_STOPPED_BY_STACK_OVERFLOW;
  }
  uint64_t addresses[GRADUS_CRASH_ADDRESSES];
  uint8_t frame[GRADUS_CRASH_FRAME_BYTES];
  size_t size = gradus_crash_frame(frame, signal, reason, addresses, trace(&at, addresses));
  ssize_t written = write(output, frame, size);
  (void)written;
  if (reason == GRADUS_STOPPED_BY_HOST || reason == GRADUS_STOPPED_BY_CPU_LIMIT) _exit(128 + signal);
  struct sigaction standard;
  memset(&standard, 0, sizeof standard);
  standard.sa_handler = SIG_DFL;
  sigaction(signal, &standard, NULL);
  raise(signal);
}

typedef struct extent {
  uintptr_t wanted, start, end, code_start, code_end;
} extent;

static int find_library(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  extent *found = context;
  uintptr_t end = info->dlpi_addr;
  int holds = 0;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    if (info->dlpi_phdr[i].p_type != PT_LOAD) continue;
    uintptr_t low = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr, high = low + info->dlpi_phdr[i].p_memsz;
    if (high > end) end = high;
    if (found->wanted < low || found->wanted >= high) continue;
    holds = 1;
    found->code_start = low;
    found->code_end = high;
  }
  if (!holds) return 0;
  found->start = info->dlpi_addr;
  found->end = end;
  return 1;
}

static void find_stack(void) {
  pthread_attr_t attributes;
  void *start = NULL;
  size_t size = 0;
  stack_start = stack_end = 0;
  // The C library looks for the first thread's stack in /proc, which does not exist in a sandbox.
  if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
    if (pthread_attr_getstack(&attributes, &start, &size) == 0) {
      stack_start = (uintptr_t)start;
      stack_end = (uintptr_t)start + size;
    }
    pthread_attr_destroy(&attributes);
  }
  if (stack_end) return;
  // Up to where the loader began, further up than any frame that is looked for.
  stack_end = (uintptr_t)__libc_stack_end;
  struct rlimit limit;
  const rlim_t usual = 8 << 20;
  rlim_t extent = getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < usual ? limit.rlim_cur : usual;
  stack_start = stack_end > extent ? stack_end - (uintptr_t)extent : 0;
}

void gradus_watch_library(const void *symbol) {
  extent found = {.wanted = (uintptr_t)symbol};
  dl_iterate_phdr(find_library, &found);
  library_start = found.start;
  library_end = found.end;
  code_start = found.code_start;
  code_end = found.code_end;
}

int gradus_watch(int in, int out) {
  input = in;
  output = out;
  find_stack();

  // A stack for the handler: the program's own may be what is exhausted.
  const size_t size = 65536;
  void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return errno;
  stack_t alternate = {.ss_sp = memory, .ss_size = size};
  if (sigaltstack(&alternate, NULL) != 0) return errno;

  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = handle;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
  sigfillset(&action.sa_mask);
  const int signals[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS, SIGXCPU, SIGXFSZ, SIGIO};
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
    if (sigaction(signals[i], &action, NULL) != 0) return errno;
  }
  if (fcntl(input, F_SETOWN, getpid()) != 0) return errno;
  int flags = fcntl(input, F_GETFL);
  if (flags < 0 || fcntl(input, F_SETFL, flags | O_ASYNC) != 0) return errno;
  return 0;
}

void gradus_hold_interruptions(int held) {
  sigset_t outside;
  sigemptyset(&outside);
  sigaddset(&outside, SIGIO);
  sigaddset(&outside, SIGXCPU);
  sigprocmask(held ? SIG_BLOCK : SIG_UNBLOCK, &outside, NULL);
}

void gradus_watch_call(int running) { call_running = running; }
