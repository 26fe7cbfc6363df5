/// The strongest sandbox of a machine, and what was found layer by layer.
package struct SandboxProbe: Sendable {
  /// One layer: its name, its state on this machine and words for what was found.
  package struct Finding: Sendable, Equatable {
    package let layer: String
    package let works: Bool
    package let words: String
    /// True if the level does not depend on it.
    package var isExtra = false

    package init(layer: String, works: Bool, words: String, isExtra: Bool = false) {
      (self.layer, self.works, self.words, self.isExtra) = (layer, works, words, isExtra)
    }
  }

  package let sandbox: Sandbox
  package let findings: [Finding]

  init(_ sandbox: Sandbox, findings: [Finding]) { (self.sandbox, self.findings) = (sandbox, findings) }
}

extension Sandbox {
  /// The strongest sandbox that works here.
  package static func probe(
    installation: Installation, path: String? = Environment.current["PATH"]
  ) async -> Sandbox {
    await SandboxProbe(installation: installation, path: path).sandbox
  }
}

extension SandboxProbe {
  /// Tries every layer by running a program in it; nothing is believed from a version alone.
  ///
  /// - Parameter group: the folder of control groups to try.
  package init(
    installation: Installation, path: String? = Environment.current["PATH"],
    group: String? = ControlGroups.candidate()
  ) async {
    await self.init(installation: installation, path: path) { limiter in
      await ControlGroups.probe(limiter: limiter, root: group)
    }
  }

  /// Tries every layer, with groups that are found in some other way.
  init(
    installation: Installation, path: String? = Environment.current["PATH"],
    groups find: (_ limiter: String) async -> (groups: ControlGroups?, words: String)
  ) async {
    let limiter = installation.limiter
    var layers: Sandbox.Layers = []
    var findings: [Finding] = []

    let (bubblewrap, flags, words) = await Self.namespaces(limiter: limiter, path: path)
    if !flags.isEmpty { layers.insert(.namespaces) }
    findings.append(Finding(layer: "namespaces", works: !flags.isEmpty, words: words))

    let answer = try? await Command(limiter, ["--probe"]).run(seconds: 10)
    let lines = String(decoding: answer?.output ?? [], as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: " ", maxSplits: 2).map(String.init)
    }
    for (name, layer) in [("files", Sandbox.Layers.files), ("calls", .calls)] {
      let line = lines.first { $0.count == 3 && $0[0] == name }
      let works = answer?.ending == .exited(0) && line?[1] == "yes"
      if works { layers.insert(layer) }
      findings.append(Finding(layer: name, works: works, words: line?[2] ?? "the probe gave no answer"))
    }
    findings.append(
      Finding(layer: "limits", works: true, words: "processor time, memory, files, by the process itself"))
    let clock = "the process group is killed at its limit"
    let waits =
      ProcessorUse.isKnown
      ? "waiting for a processor does not count"
      : "the kernel does not say how long a program waits for a processor: where more run than there are, it can end too early"
    findings.append(Finding(layer: "clock", works: true, words: "\(clock); \(waits)"))
    let (groups, found) = await find(limiter)
    findings.append(Finding(layer: "groups", works: groups != nil, words: found, isExtra: true))
    sandbox = Sandbox(layers: layers, bubblewrap: bubblewrap, flags: flags, limiter: limiter, groups: groups)
    self.findings = findings
  }

  private static let common = [
    "--unshare-all", "--unshare-user", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv",
    "--uid", "65534", "--gid", "65534",
  ]
  /// The flags of a bubblewrap that can do all that is asked for.
  static let strictest = common + ["--disable-userns"]

  /// Returns the first bubblewrap on the path, or in the system's folders.
  static func bubblewrap(path: String?) -> String? {
    let folders = (path ?? "").split(separator: ":").map(String.init) + ["/usr/bin", "/bin"]
    return folders.map { $0 + "/bwrap" }.first(where: Files.isExecutableFile)
  }

  /// Returns a bubblewrap and flags with which it really runs a program; the flags are empty if there are none.
  private static func namespaces(
    limiter: String, path: String?
  ) async -> (program: String, flags: [String], words: String) {
    guard let found = bubblewrap(path: path) else { return ("", [], "bubblewrap is not installed") }
    guard let libraries = try? await SharedLibraries.of(limiter) else {
      return (found, [], "bubblewrap cannot be tried")
    }
    let access = Sandbox.Access(readOnly: libraries + [limiter])
    var words = "bubblewrap is not usable"
    // Versions before 0.8 cannot forbid further user namespaces.
    for flags in [strictest, common] {
      let candidate = Sandbox(layers: .namespaces, bubblewrap: found, flags: flags, limiter: limiter)
      // Without arguments the limiter prints its usage and ends with 64, which proves that it ran.
      guard let result = try? await candidate.worker(limiter, access: access, memoryBytes: 0).run(seconds: 10) else {
        continue
      }
      if result.ending == .exited(64) { return (found, flags, found) }
      let said = String(decoding: result.errors.prefix(200), as: UTF8.self).split(separator: "\n").first
      if let said { words = "bubblewrap is not usable: \(said)" }
    }
    return (found, [], words)
  }
}
