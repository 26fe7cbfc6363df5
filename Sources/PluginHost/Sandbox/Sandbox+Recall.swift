internal import Glibc

extension SandboxProbe {
  /// The sandbox with every layer, where an earlier run has seen all of them work; else tries every layer.
  ///
  /// Only that all work is kept, never that one does not. It cannot weaken a run: its flags are written here, and each program
  /// that is started proves its layers anew. If one cannot be put up, nothing is run and the answers are to be forgotten.
  package static func recalling(
    _ answers: KeptAnswers?, installation: Installation, path: String? = Environment.current["PATH"],
    group: String? = ControlGroups.candidate()
  ) async -> SandboxProbe {
    guard let answers, let bubblewrap = bubblewrap(path: path) else {
      return await SandboxProbe(installation: installation, path: path, group: group)
    }
    let question = surroundings(bubblewrap: bubblewrap, limiter: installation.limiter)
    guard answers.answer(to: question) == everyLayer else {
      let probe = await SandboxProbe(installation: installation, path: path, group: group)
      if probe.sandbox.isStrictest { answers.keep(everyLayer, to: question) }
      return probe
    }
    // Groups are of a folder that others can change at any time.
    let (groups, words) = await ControlGroups.probe(limiter: installation.limiter, root: group)
    let sandbox = Sandbox(
      layers: [.namespaces, .files, .calls], bubblewrap: bubblewrap, flags: strictest, limiter: installation.limiter,
      groups: groups)
    let known = ["namespaces", "files", "calls"].map {
      Finding(layer: $0, works: true, words: "seen to work by an earlier run")
    }
    return SandboxProbe(
      sandbox, findings: known + [Finding(layer: "groups", works: groups != nil, words: words, isExtra: true)])
  }

  private static let everyLayer = "namespaces files calls"

  /// All that decides if layers work: the kernel since its start, the programs, this account, and what confines this process.
  private static func surroundings(bubblewrap: String, limiter: String) -> [String] {
    func text(_ path: String) -> String {
      String(decoding: Files.bytes(of: path, limit: 1 << 16) ?? [], as: UTF8.self)
    }
    let confined = ["CapEff", "CapBnd", "NoNewPrivs", "Seccomp"]
    let status = text("/proc/self/status").split(separator: "\n").filter { line in
      confined.contains { line.hasPrefix($0) }
    }
    let files = [bubblewrap, limiter].map(Files.stamp) + ["/", "/proc/self/ns/user"].map(Files.identity)
    return ["sandbox", text("/proc/sys/kernel/random/boot_id"), "\(geteuid())", text("/proc/self/attr/current")] + files
      + status.map(String.init)
  }
}

extension Sandbox {
  /// True for every layer, each at its strictest.
  fileprivate var isStrictest: Bool {
    self
      == Sandbox(
        layers: [.namespaces, .files, .calls], bubblewrap: bubblewrap, flags: SandboxProbe.strictest, limiter: limiter,
        groups: groups)
  }
}
