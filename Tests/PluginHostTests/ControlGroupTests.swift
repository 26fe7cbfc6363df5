@testable import PluginHost
import Glibc
import Testing

/// Control groups, in a folder that looks like the kernel's: few machines let a test write to theirs.
@Suite struct ControlGroupTests {
  /// A sandbox with groups in a folder of ours, which is not the kernel's.
  static func probe(_ bench: Bench, _ root: Folder) async -> SandboxProbe {
    await SandboxProbe(installation: bench.installation) {
      await ControlGroups.probe(limiter: $0, root: root.path) { _ in true }
    }
  }

  /// An ordinary folder would accept every limit and enforce none.
  @Test func anOrdinaryFolderIsNoGroup() async throws {
    let bench = try await Bench.shared
    let root = try Folder(["gradus-999999999-1/x": ""])
    let probe = await SandboxProbe(installation: bench.installation, group: root.path)
    let finding = try #require(probe.findings.first { $0.layer == "groups" })
    #expect(!finding.works && finding.words == "\(root.path) is no folder of control groups of version 2")
    #expect(Files.names(in: root.path) == ["gradus-999999999-1"])
  }

  @Test func theInnermostMountCounts() {
    let mounts = Array(
      """
      1 0 8:1 / / rw - ext4 /dev/sda1 rw
      2 1 0:26 / /sys/fs/cgroup rw shared:4 - cgroup2 none rw
      3 2 0:27 / /sys/fs/cgroup/over rw - tmpfs tmpfs rw
      """.utf8)
    for path in ["/sys/fs/cgroup", "/sys/fs/cgroup/a/b", "/sys/fs/cgroup/overt"] {
      #expect(ControlGroups.isOfVersion2(path, mounts: mounts), "\(path)")
    }
    for path in ["/", "/sys/fs/cgroups", "/sys/fs/cgroup/over", "/sys/fs/cgroup/over/x", "/tmp"] {
      #expect(!ControlGroups.isOfVersion2(path, mounts: mounts), "\(path)")
    }
    #expect(!ControlGroups.isOfVersion2("/sys/fs/cgroup", mounts: []))
  }

  private func text(_ path: String) -> String? {
    Files.bytes(of: path).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func aProgramRunsInAGroupWithLimits() async throws {
    let bench = try await Bench.shared
    let root = try Folder()
    let probe = await Self.probe(bench, root)
    let finding = try #require(probe.findings.first { $0.layer == "groups" })
    #expect(finding.works && finding.words == root.path)
    #expect(probe.sandbox.level == bench.sandbox.level)

    let before = Set(Files.names(in: root.path) ?? [])
    let kit = bench.kit
    let compiler = try await Compiler(
      installation: bench.installation, toolchain: bench.toolchain, kit: kit, sandbox: probe.sandbox)
    let folder = try Folder(["Adam.swift": Sources.adam])
    let plugin = try await compiler.compile(try Submission(at: folder.path), type: "Adam", conformingTo: "Optimizer")
    let runner = await Runner(
      installation: bench.installation, toolchain: bench.toolchain, sandbox: probe.sandbox)
    let result = await runner.run(plugin, smallCase(steps: 2), limits: RunLimits(memoryBytes: 256 << 20))
    #expect(result.ending == .completed)

    // The compiler with the linker, and the worker, each had one, entered it, and were told to leave.
    let groups = (Files.names(in: root.path) ?? []).filter { !before.contains($0) }
    #expect(groups.count == 2)
    var limits: Set<String> = []
    for group in groups.map({ root.path + "/" + $0 }) {
      #expect(text(group + "/cgroup.procs") == "0")
      // A group goes with the last use of its command, which another thread may have.
      for _ in 0..<200 where text(group + "/cgroup.kill") == nil { try await Task.sleep(for: .milliseconds(10)) }
      #expect(text(group + "/cgroup.kill") == "1")
      #expect(text(group + "/memory.swap.max") == "0")
      limits.insert("\(text(group + "/memory.max") ?? "") \(text(group + "/pids.max") ?? "")")
    }
    // Arithmetic inside the strings took the type checker a second.
    let (small, large): (Int, Int) = ((256 + 32) << 20, (2048 + 32) << 20)
    #expect(limits == ["\(small) 8", "\(large) 64"])
  }

  /// Groups that ended processes left behind: one without a program in it is removed, one of a living process stays.
  @Test func groupsThatWereLeftBehindAreRemoved() async throws {
    let bench = try await Bench.shared
    let root = try Folder()
    let (left, living, other) = ("gradus-999999999-1", "gradus-\(getpid())-999999", "gradus-x-1")
    for name in [left, living, other] { try Files.makeFolder(root.path + "/" + name) }
    _ = await Self.probe(bench, root)
    let names = Files.names(in: root.path) ?? []
    #expect(!names.contains(left) && names.contains(living) && names.contains(other), "\(names)")
  }

  /// A group that cannot be entered is a fault of ours, and nothing runs outside of it.
  @Test func whereAGroupCannotBeMadeNothingRuns() async throws {
    let bench = try await Bench.shared
    let root = try Folder()
    let probe = await Self.probe(bench, root)
    let runner = await Runner(installation: bench.installation, toolchain: bench.toolchain, sandbox: probe.sandbox)
    let plugin = try await bench.compile(Sources.adam)
    Files.remove(root.path)
    let result = await runner.run(plugin, smallCase(steps: 1))
    guard case .hostFault = result.ending else {
      Issue.record("\(result.ending)")
      return
    }
    #expect(result.trace.keys.isEmpty)
  }

  @Test(arguments: [nil, "/nonexistent/group"]) func withoutAFolderThereIsASentence(root: String?) async throws {
    let bench = try await Bench.shared
    let probe = await SandboxProbe(installation: bench.installation, group: root)
    let finding = try #require(probe.findings.first { $0.layer == "groups" })
    #expect(!finding.works && finding.isExtra && !finding.words.isEmpty)
    #expect(probe.sandbox.level == bench.sandbox.level)
  }

  @Test(
    arguments: [
      (
        "30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw", "0::/user.slice/a b.scope",
        "/sys/fs/cgroup/user.slice/a b.scope"
      ),
      ("30 23 0:26 / /sys/fs/cgroup rw shared:4 - cgroup2 none rw", "1:cpu:/x\n0::/", "/sys/fs/cgroup"),
      ("30 23 0:26 /docker/1 /sys/fs/cgroup ro - cgroup2 cgroup rw", "0::/docker/1", "/sys/fs/cgroup"),
      ("30 23 0:26 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory", "4:memory:/x\n0::/", nil),
      ("", "0::/", nil), ("30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw", "4:memory:/x", nil),
    ] as [(String, String, String?)]) func ownGroup(mounts: String, groups: String, expected: String?)
  {
    #expect(ControlGroups.candidate(mounts: Array(mounts.utf8), groups: Array(groups.utf8)) == expected)
  }
}
