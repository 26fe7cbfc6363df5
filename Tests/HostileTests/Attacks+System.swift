/// Numbers of calls without a function in the C library, or without one that Swift sees.
private enum Calls {
  #if arch(x86_64)
    static let (ptrace, mount, tgkill, keyctl, unshare) = (101, 165, 234, 250, 272)
    static let (process_vm_readv, seccomp, memfd_create, bpf) = (310, 317, 319, 321)
    static let (splice, userfaultfd, execveat, open_by_handle_at) = (275, 323, 322, 304)
    static let (sched_setscheduler, timer_create, prctl) = (144, 222, 157)
    static let (mincore, readahead, fadvise, rt_sigqueueinfo, sysinfo) = (27, 187, 221, 129, 99)
  #else
    static let (ptrace, mount, tgkill, keyctl, unshare) = (117, 40, 131, 219, 97)
    static let (process_vm_readv, seccomp, memfd_create, bpf) = (270, 277, 279, 280)
    static let (splice, userfaultfd, execveat, open_by_handle_at) = (76, 282, 281, 265)
    static let (sched_setscheduler, timer_create, prctl) = (119, 107, 167)
    static let (mincore, readahead, fadvise, rt_sigqueueinfo, sysinfo) = (232, 213, 223, 138, 179)
  #endif
  static let (io_uring_setup, pidfd_open, cachestat) = (425, 434, 451)
}

/// Sockets, processes, signals and the kernel.
extension Attack {
  private static let call = "@_silgen_name(\"syscall\") func system(call: Int, _: Int, _: Int, _: Int) -> Int"

  static func network(_ target: Target) -> [Attack] {
    let address = """
      func address(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
      }
      """
    func connecting(_ kind: String, _ port: Int) -> String {
      """
        let file = socket(AF_INET, Int32(\(kind).rawValue), 0)
        say("socket", Int(file))
        var to = address(\(port))
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &to) {
          $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(file, $0, size) }
        }
        say("connecting", Int(result))
        say("sending", send(file, "LEAK", 4, 0))
      """
    }
    return [
      .run("speaks TCP", before: address, .crashes("not allowed"), connecting("SOCK_STREAM", target.tcpPort)),
      .run("speaks UDP", before: address, .crashes("not allowed"), connecting("SOCK_DGRAM", target.tcpPort)),
      .run(
        "opens a raw socket", .crashes("not allowed"),
        "say(\"socket\", Int(socket(AF_INET, Int32(SOCK_RAW.rawValue), 1)))"),
      .run(
        "asks for the machine's memory and load", before: call, .prints("blocked memory"),
        """
        var room = [UInt8](repeating: 0, count: 256)
            say("memory", room.withUnsafeMutableBytes { system(call: \(Calls.sysinfo), Int(bitPattern: $0.baseAddress), 0, 0) })
        """),
      .run(
        "opens a Unix socket", .prints("blocked socket"),
        "say(\"socket\", Int(socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)))"),
      .run(
        "opens an abstract socket", .prints("blocked socket"),
        "say(\"socket\", Int(socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)))"),
      .run(
        "opens a netlink socket", .crashes("not allowed"),
        "say(\"socket\", Int(socket(AF_NETLINK, Int32(SOCK_RAW.rawValue), 0)))"),
      .run(
        "asks the name service", .crashes("not allowed"),
        "var found: UnsafeMutablePointer<addrinfo>?\n  say(\"asking\", Int(-abs(getaddrinfo(\"example.org\", \"80\", nil, &found))))"
      ),
      .run(
        "goes around sockets with io_uring", before: call, .crashes("not allowed"),
        "say(\"ring\", system(call: \(Calls.io_uring_setup), 8, 0, 0))"),
    ]
  }

  /// Makes a call to the kernel that nothing in the language makes.
  private static func calling(_ name: String, _ number: Int, _ argument: String = "0") -> Attack {
    .run(name, before: call, .crashes("not allowed"), "say(\"calling\", system(call: \(number), \(argument), 0, 0))")
  }

  static func processes(_ target: Target) -> [Attack] {
    [
      .run(
        "forks", before: "@_silgen_name(\"fork\") func split() -> Int32", .crashes("not allowed"),
        "say(\"forking\", Int(split()))"),
      .run(
        "forks without end", before: "@_silgen_name(\"fork\") func split() -> Int32", .crashes("not allowed"),
        "while true { say(\"forking\", Int(split())) }"),
      .run(
        "spawns a shell", .crashes("not allowed"),
        """
          var child: pid_t = 0
          var words: [UnsafeMutablePointer<CChar>?] = [strdup("/bin/sh"), strdup("-c"), strdup("cat /etc/passwd"), nil]
          say("spawning", Int(-abs(posix_spawn(&child, "/bin/sh", nil, nil, &words, nil))))
        """),
      .run(
        "runs a command by system", before: "@_silgen_name(\"system\") func shell(_: UnsafePointer<CChar>) -> Int32",
        .crashes("not allowed"), "say(\"shell\", Int(shell(\"id\")))"),
      .run(
        "executes another program", .crashes("not allowed"),
        """
          var words: [UnsafeMutablePointer<CChar>?] = [strdup("/bin/sh"), nil]
          say("executing", Int(execv("/bin/sh", &words)))
        """),
      .run(
        "starts threads by the thousand", .crashes("one thread"),
        """
          for _ in 0..<5000 {
            var thread = pthread_t()
            say("thread", Int(-abs(pthread_create(&thread, nil, { _ in while true {} }, nil))))
          }
        """),
      .run("starts a thread through Foundation", .crashes("one thread"), "Thread.detachNewThread { while true {} }"),
      .run("signals the host", .crashes("not allowed"), "say(\"signalling\", Int(kill(\(target.process), SIGURG)))"),
      .run("signals everyone", .crashes("not allowed"), "say(\"signalling\", Int(kill(-1, 0)))"),
      .run(
        "signals the host's thread", before: call, .crashes("not allowed"),
        "say(\"signalling\", system(call: \(Calls.tgkill), \(target.process), \(target.process), 23))"),
      .run(
        "has its pipe signal the host", .prints("blocked owning"),
        "say(\"owning\", Int(fcntl(3, F_SETOWN, \(target.process))))"),
      .run(
        "traces the host", before: call, .crashes("not allowed"),
        "say(\"tracing\", system(call: \(Calls.ptrace), 16, \(target.process), 0))"),
      .run(
        "reads the host's memory by call", before: call, .crashes("not allowed"),
        "say(\"reading\", system(call: \(Calls.process_vm_readv), \(target.process), 0, 0))"),
      .run("leaves the process group", .crashes("not allowed"), "say(\"leaving\", Int(setsid()))"),
      .run(
        "raises its own limits", .prints("blocked raising"),
        """
          var limit = rlimit(rlim_cur: .max, rlim_max: .max)
          say("raising", Int(setrlimit(__rlimit_resource_t(9), &limit)))
        """),
      .run("becomes root", .crashes("not allowed"), "say(\"becoming\", Int(setuid(0)))"),
      .run(
        "opens namespaces of its own", before: call, .crashes("not allowed"),
        "say(\"unsharing\", system(call: \(Calls.unshare), 0x10000000, 0, 0))"),
      .run(
        "mounts a file system", before: call, .crashes("not allowed"),
        "say(\"mounting\", system(call: \(Calls.mount), 0, 0, 0))"),
      .run(
        "loads a kernel program", before: call, .crashes("not allowed"),
        "say(\"loading\", system(call: \(Calls.bpf), 0, 0, 0))"),
      .run(
        "reads the kernel's keys", before: call, .crashes("not allowed"),
        "say(\"keys\", system(call: \(Calls.keyctl), 0, 0, 0))"),
      .run(
        "makes a file in memory", before: call, .crashes("not allowed"),
        "say(\"file\", system(call: \(Calls.memfd_create), 0, 0, 0))"),
      .run(
        "types into the terminal", .prints("blocked typing"),
        "var key: CChar = 65\n  say(\"typing\", Int(ioctl(0, 0x5412, &key)))"),
      .run(
        "patches the worker's code", .tampers("make code out of memory"),
        """
          let address = UnsafeMutableRawPointer(bitPattern: UInt(bitPattern: dlsym(nil, "write")) & ~4095)!
          say("patching", Int(mprotect(address, 4096, PROT_READ | PROT_WRITE | PROT_EXEC)))
        """),
      .run(
        "makes memory executable", .tampers("make code out of memory"),
        "say(\"mapping\", Int(bitPattern: mmap(nil, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)))"
      ),
      calling("splices into the pipe", Calls.splice),
      calling("handles page faults itself", Calls.userfaultfd),
      calling("executes by descriptor", Calls.execveat),
      calling("opens a file by its handle", Calls.open_by_handle_at),
      calling("takes hold of a process", Calls.pidfd_open, "\(target.process)"),
      calling("takes the processor for itself", Calls.sched_setscheduler),
      calling("sets a timer that signals", Calls.timer_create),
      calling("asks which pages are in memory", Calls.mincore),
      calling("asks what is cached", Calls.cachestat),
      calling("has a file fetched ahead", Calls.readahead),
      calling("has a file forgotten", Calls.fadvise),
      .run(
        "has pages fetched or forgotten", .prints("blocked 6"),
        """
          var blocked = 0
          let page = UnsafeMutableRawPointer(bitPattern: UInt(bitPattern: dlsym(nil, "write")) & ~4095)!
          // WILLNEED, COLD, PAGEOUT, POPULATE_READ, COLLAPSE, RANDOM.
          for advice: Int32 in [3, 20, 21, 22, 25, 1] where madvise(page, 4096, advice) != 0 { blocked += 1 }
          print("blocked \\(blocked)")
        """),
      calling("kills itself by a queue", Calls.rt_sigqueueinfo),
      .run("pretends to have been killed", .crashes("not allowed"), "exit(128 + 9)"),
      .run("pretends to have been killed, with a larger code", .crashes("not allowed"), "_exit(256 + 128 + 9)"),
      .run(
        "holds off the signal of its limit", .timesOut,
        """
          var all = sigset_t()
          sigfillset(&all)
          sigprocmask(SIG_BLOCK, &all, nil)
          while true {}
        """),
      .run(
        "closes its pipes and goes on", .timesOut, reduced: .tampers("it closed its pipes and went on"),
        """
          for file: Int32 in 0..<64 { close(file) }
          while true {}
        """),
      .run(
        "makes itself readable to others", before: call, .prints("blocked changing"),
        "say(\"changing\", system(call: \(Calls.prctl), 4, 1, 0))"),
      .run(
        "has the machine give up its memory", .prints("blocked poisoning"),
        """
          let page = mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)!
          say("poisoning", Int(madvise(page, 4096, 101)))
        """),
      .source(
        "makes memory executable while it is loaded", foundation: true, .tampers("make code out of memory"),
        """
        import Foundation
        @section(".init_array") @used
        let hook: @convention(c) () -> Void = {
          let made = mmap(nil, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
          print(made == MAP_FAILED ? "blocked" : "DONE early")
        }

        """ + idle),
      .source(
        "patches code while it is loaded", foundation: true, .tampers("make code out of memory"),
        """
        import Foundation
        @section(".init_array") @used
        let hook: @convention(c) () -> Void = {
          let code = UnsafeMutableRawPointer(bitPattern: UInt(bitPattern: dlsym(nil, "write")) & ~4095)!
          print(mprotect(code, 4096, PROT_READ | PROT_WRITE | PROT_EXEC) == 0 ? "DONE early" : "blocked")
        }

        """ + idle),
      .run(
        "adds a filter that says yes", before: call, .crashes("not allowed"),
        "say(\"filter\", system(call: \(Calls.seccomp), 1, 0, 0))"),
    ]
  }
}
