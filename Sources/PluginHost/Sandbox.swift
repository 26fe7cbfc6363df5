/// How programs that run or read what a stranger wrote are shut in.
package struct Sandbox: Sendable, Equatable {
  /// What the machine allows, strongest first.
  package enum Level: String, Sendable, Equatable {
    /// Namespaces of its own for everything, through bubblewrap.
    case bubblewrap
    /// A process of its own with resource limits.
    case process
  }

  package let level: Level
  private let bubblewrap: String
  private let flags: [String]
  private let limiter: String

  /// The bare process boundary.
  package static func process(installation: Installation) -> Sandbox {
    Sandbox(level: .process, bubblewrap: "", flags: [], limiter: installation.limiter)
  }

  /// Finds the strongest level that works here, by running a program in it.
  package static func probe(
    installation: Installation, path: String? = Environment.current["PATH"]
  ) async -> Sandbox {
    let folders = (path ?? "").split(separator: ":").map(String.init) + ["/usr/bin", "/bin"]
    guard let found = folders.map({ $0 + "/bwrap" }).first(where: Files.isExecutableFile) else {
      return process(installation: installation)
    }
    let common = [
      "--unshare-all", "--unshare-user", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv",
      "--uid", "65534", "--gid", "65534",
    ]
    // Versions before 0.8 cannot forbid further user namespaces.
    for flags in [common + ["--disable-userns"], common] {
      let candidate = Sandbox(level: .bubblewrap, bubblewrap: found, flags: flags, limiter: installation.limiter)
      let libraries = await SharedLibraries.of(installation.limiter)
      let trial = candidate.command(
        installation.limiter, [], access: Access(readOnly: libraries + [installation.limiter]), limits: nil)
      // Without arguments it says how it is used and ends with 64: then it really ran.
      if let result = try? await trial.run(seconds: 10), result.ending == .exited(64) { return candidate }
    }
    return process(installation: installation)
  }

  /// The files and folders that a program may see, under the same paths as outside.
  struct Access: Sendable {
    var readOnly: [String]
    var writable: [String] = []
    var workingDirectory: String?
    /// Where the loader is to look for shared libraries. A program that finds them relative to itself asks /proc where it
    /// is, and there is none inside.
    var libraryFolders: [String] = []
  }

  /// Limits that the program is started under.
  struct Limits: Sendable {
    let cpuSeconds: Int
    let memoryBytes: Int
    let fileBytes: Int
    let openFiles: Int
  }

  /// The command that runs a program at this level. It sees no variable of our environment.
  func command(_ program: String, _ arguments: [String], access: Access, limits: Limits?) -> Command {
    // The runtime's own crash report would take seconds and print memory addresses.
    var environment = ["SWIFT_BACKTRACE": "enable=no", "HOME": "/nonexistent", "LC_ALL": "C.UTF-8"]
    if !access.libraryFolders.isEmpty {
      environment["LD_LIBRARY_PATH"] = access.libraryFolders.joined(separator: ":")
    }
    var line = [program] + arguments
    if level == .bubblewrap {
      var wrapped = [bubblewrap] + flags
      for (name, value) in environment.sorted(by: { $0.key < $1.key }) { wrapped += ["--setenv", name, value] }
      wrapped += ["--dev", "/dev", "--tmpfs", "/tmp"]
      for path in access.readOnly { wrapped += ["--ro-bind", path, path] }
      for path in access.writable { wrapped += ["--bind", path, path] }
      wrapped += ["--remount-ro", "/", "--chdir", access.workingDirectory ?? "/"]
      line = wrapped + ["--"] + line
    }
    if let limits {
      line =
        [limiter] + [limits.cpuSeconds, limits.memoryBytes, limits.fileBytes, limits.openFiles].map(String.init) + line
    }
    return Command(
      line[0], Array(line.dropFirst()), environment: environment, workingDirectory: access.workingDirectory)
  }
}

/// What a program of ours or of the toolchain needs from the system: its loader and libraries.
enum SharedLibraries {
  /// The files that the loader would map for a program, as the loader itself lists them. Only for programs that are
  /// trusted: the loader belongs to the program.
  static func of(_ program: String) async -> [String] {
    // On glibc the program's own loader answers this without running the program.
    let command = Command(program, [], environment: ["LD_TRACE_LOADED_OBJECTS": "1"])
    guard let result = try? await command.run(seconds: 10), result.ending == .exited(0) else { return [] }
    var found: [String] = []
    for line in String(decoding: result.output, as: UTF8.self).split(separator: "\n") {
      let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
      guard let path = words.first(where: { $0.hasPrefix("/") }).map(String.init) else { continue }
      let plain = withoutDots(path)
      if !found.contains(plain) { found.append(plain) }
    }
    return found
  }

  /// The folders that libraries are in, without repetition.
  static func folders(of libraries: [String]) -> [String] {
    var folders: [String] = []
    for folder in libraries.compactMap(Files.parent) where !folders.contains(folder) { folders.append(folder) }
    return folders
  }

  /// A path without `..`, as text: `/a/b/../c` is `/a/c`.
  private static func withoutDots(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
