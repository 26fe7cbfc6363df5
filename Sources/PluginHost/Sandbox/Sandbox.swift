internal import WorkerProtocol

/// Several layers around programs that run or read what a stranger wrote, so that no layer is alone.
package struct Sandbox: Sendable, Equatable {
  /// Layers that can be added to a program's process, its limits and our clock, which are always there.
  package struct Layers: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Namespaces of its own for everything, through bubblewrap: only what is bound in exists inside.
    package static let namespaces = Layers(rawValue: 1)
    /// Files shut away by the process itself, through Landlock.
    package static let files = Layers(rawValue: 2)
    /// System calls filtered by the process itself, through seccomp.
    package static let calls = Layers(rawValue: 4)
  }

  /// Strength of the layers together; a report names it.
  package enum Level: String, Sendable, CaseIterable, Comparable {
    /// A process of its own with limits, and less than `reduced` asks for.
    case process
    /// Files and system calls are shut off, each by one layer.
    case reduced
    /// Every layer.
    case full

    private var rank: Int { Level.allCases.firstIndex(of: self)! }
    package static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
  }

  package let layers: Layers
  let bubblewrap: String
  private let flags: [String]
  let limiter: String
  let groups: ControlGroups?

  package var level: Level {
    if layers == [.namespaces, .files, .calls] { return .full }
    return layers.contains(.calls) && !layers.isDisjoint(with: [.namespaces, .files]) ? .reduced : .process
  }

  init(
    layers: Layers, bubblewrap: String = "", flags: [String] = [], limiter: String,
    groups: ControlGroups? = nil
  ) {
    self.groups = groups
    self.layers = layers
    self.bubblewrap = bubblewrap
    self.flags = flags
    self.limiter = limiter
  }

  /// Returns the sandbox without some layers: to measure what each costs and to show what each stops.
  package func without(_ layers: Layers) -> Sandbox {
    Sandbox(
      layers: self.layers.subtracting(layers), bubblewrap: bubblewrap, flags: flags, limiter: limiter, groups: groups)
  }

  /// No confinement at all, not even limits: the baseline for the cost of everything else. No command uses it.
  package static let absent = Sandbox(layers: [], limiter: "")

  /// The files and folders that a program may see, under the same paths as outside.
  struct Access: Sendable {
    var readOnly: [String]
    var writable: [String] = []
    var workingDirectory: String?
    /// Folders in which the loader looks for shared libraries. A program that finds them relative to itself asks /proc
    /// for its own place, and there is no /proc inside.
    var libraryFolders: [String] = []

    /// Adds another tool's files. The working directory stays that of the first.
    fileprivate mutating func add(_ other: Access) {
      readOnly += other.readOnly.filter { !readOnly.contains($0) }
      writable += other.writable.filter { !writable.contains($0) }
      libraryFolders += other.libraryFolders.filter { !libraryFolders.contains($0) }
    }
  }

  /// Limits that the program is started under.
  struct Limits: Sendable {
    let cpuSeconds: Int
    let memoryBytes: Int
    let fileBytes: Int
    let openFiles: Int
  }

  /// A tool of the toolchain that is run on a stranger's files.
  struct Tool: Sendable {
    let program: String
    let arguments: [String]
    let access: Access
  }

  /// Returns the command that runs a tool. The tool sees no variable of our environment.
  func command(_ program: String, _ arguments: [String], access: Access, limits: Limits) throws(HostError)
    -> Command
  {
    try command(Tool(program: program, arguments: arguments, access: access), limits: limits)
  }

  /// Returns the command that runs a tool and, if that ends with 0, another one in the same sandbox. Each runs under
  /// the limits and sees no files but its own.
  /// Setting the sandbox up takes a good part of a small compilation, so both share it.
  ///
  /// The first tool prints to standard error, the second to standard output. Each output begins with a line end that
  /// the limiter writes just before it starts the tool: if it is missing, the failure was ours. (Without any sandbox
  /// there is no second tool either.)
  func command(_ tool: Tool, then next: Tool? = nil, limits: Limits) throws(HostError) -> Command {
    guard !limiter.isEmpty else {
      return try wrapped([tool.program] + tool.arguments, tool.access, memoryBytes: 0, processes: 0)
    }
    var line = [limiter]
    line += [limits.cpuSeconds, limits.memoryBytes, limits.fileBytes, limits.openFiles].map(String.init)
    line += stage(tool)
    var access = tool.access
    if let next {
      line += ["--then"] + stage(next)
      access.add(next.access)
    }
    access.readOnly.append(limiter)
    return try wrapped(line, access, memoryBytes: limits.memoryBytes, processes: 64)
  }

  /// Returns the limiter's arguments for a tool.
  private func stage(_ tool: Tool) -> [String] {
    var words: [String] = []
    if layers.contains(.files) {
      for path in tool.access.readOnly { words += ["-r", path] }
      for path in tool.access.writable { words += ["-w", path] }
    }
    if layers.contains(.calls) { words.append("-s") }
    return words + ["--", tool.program] + tool.arguments
  }

  /// Returns the command that runs our worker. The worker loads the libraries first, and limits and seals itself when
  /// it is told to.
  func worker(
    _ program: String, loading libraries: [String] = [], access: Access, memoryBytes: Int
  ) throws(HostError) -> Command {
    try wrapped(
      [program], access, ["GRADUS_LIBRARIES": libraries.joined(separator: ":")], memoryBytes: memoryBytes, processes: 8)
  }

  /// The layers that the worker puts up itself.
  var workerLayers: WorkerSeal.Layers {
    var wanted: WorkerSeal.Layers = []
    if layers.contains(.files) { wanted.insert(.files) }
    if layers.contains(.calls) { wanted.insert(.calls) }
    return wanted
  }

  /// The bytes of memory that bubblewrap's own processes need beside the program.
  private static let surroundings = 32 << 20

  private func wrapped(
    _ line: [String], _ access: Access, _ variables: [String: String] = [:], memoryBytes: Int, processes: Int
  ) throws(HostError) -> Command {
    // The runtime's own crash report would take seconds and print memory addresses. With one seed for all hashes a
    // dictionary has one order: only what is random on purpose differs from run to run.
    var environment = [
      "SWIFT_BACKTRACE": "enable=no", "SWIFT_DETERMINISTIC_HASHING": "1", "HOME": "/nonexistent", "LC_ALL": "C.UTF-8",
    ]
    environment.merge(variables) { $1 }
    if !access.libraryFolders.isEmpty {
      environment["LD_LIBRARY_PATH"] = access.libraryFolders.joined(separator: ":")
    }
    var line = line
    if layers.contains(.namespaces) {
      var outer = [bubblewrap] + flags
      for (name, value) in environment.sorted(by: { $0.key < $1.key }) { outer += ["--setenv", name, value] }
      // No other device, and no file system in memory that could be written to: no limit of ours would count it.
      outer += ["--dev-bind", "/dev/null", "/dev/null"]
      for path in access.readOnly { outer += ["--ro-bind", path, path] }
      for path in access.writable { outer += ["--bind", path, path] }
      outer += ["--remount-ro", "/", "--chdir", access.workingDirectory ?? "/"]
      line = outer + ["--"] + line
    }
    var group: ControlGroup?
    if let groups {
      let made = try groups.group(memoryBytes: memoryBytes + Self.surroundings, processes: processes)
      // Outermost: everything started from here on is in the group.
      line = [limiter, "--group", made.folder, "--"] + line
      group = made
    }
    return Command(
      line[0], Array(line.dropFirst()), environment: environment, workingDirectory: access.workingDirectory,
      group: group)
  }
}
