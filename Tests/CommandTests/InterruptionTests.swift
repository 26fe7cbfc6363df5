import Foundation
import TestSupport
import Testing

/// Remains of an interrupted command: there must be none.
@Suite(.serialized) struct InterruptionTests {
  private static let endless = """
    import GradusKit
    import Foundation
    struct Adam: Optimizer {
      mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
        for number: Int32 in 1..<65 { signal(number, SIG_IGN) }
        while true { sleep(1000) }
      }
    }

    """

  /// An assignment that allows Foundation and has time.
  private func home(_ scratch: Scratch, seconds: Int = 300) throws -> String {
    let home = scratch.path + "/home"
    let manifest = try String(
      contentsOfFile: Repository.root + "/assignments/10-adam/assignment.yaml", encoding: .utf8)
    _ = try scratch.write(
      manifest.components(separatedBy: "\nsamples:")[0].replacing(
        #/limits: .*/#, with: "limits: {wallClock: \(seconds)}\nimports: [Foundation]"),
      to: "home/share/gradus/assignments/10-adam/assignment.yaml")
    if !FileManager.default.fileExists(atPath: home + "/share/gradus/kit") {
      try FileManager.default.createSymbolicLink(
        atPath: home + "/share/gradus/kit", withDestinationPath: Repository.root + "/Sources")
    }
    return home
  }

  private func parents() -> [pid_t: (parent: pid_t, name: String, isAlive: Bool)] {
    var found: [pid_t: (parent: pid_t, name: String, isAlive: Bool)] = [:]
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
      // number (name) state parent …
      guard let process = pid_t(name), let line = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
        let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")")
      else { continue }
      let rest = line[close...].split(separator: " ")
      guard rest.count > 2, let parent = pid_t(rest[2]) else { continue }
      found[process] = (parent, String(line[line.index(after: open)..<close]), rest[1] != "Z" && rest[1] != "X")
    }
    return found
  }

  private func workers(below process: pid_t) -> [pid_t] {
    let all = parents()
    return all.keys.filter { candidate in
      guard all[candidate]?.name == "gradus-worker" else { return false }
      var above = candidate
      while let parent = all[above]?.parent, parent > 1 {
        if parent == process { return true }
        above = parent
      }
      return false
    }
  }

  /// Waits on this thread. (A task's sleep would not do: Foundation waits for a process on the thread that started it.)
  private func waited(_ seconds: Double, for condition: () -> Bool) -> Bool {
    for _ in 0..<Int(seconds * 20) {
      if condition() { return true }
      usleep(50_000)
    }
    return condition()
  }

  @Test(arguments: [(SIGINT, true), (SIGTERM, true), (SIGHUP, false), (SIGKILL, true), (SIGKILL, false)])
  func nothingIsLeft(signal number: Int32, full: Bool) throws {
    let scratch = try Scratch()
    var environment = ["GRADUS_HOME": try home(scratch), "TMPDIR": scratch.path + "/tmp"]
    try FileManager.default.createDirectory(atPath: scratch.path + "/tmp", withIntermediateDirectories: true)
    if !full {
      let impostor = try scratch.write("#!/bin/sh\nexit 1\n", to: "impostor/bwrap")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: impostor)
      environment["PATH"] = scratch.path + "/impostor:" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
    }
    let path = try scratch.write(Self.endless, to: "Adam.swift")
    try interrupt(["check", path, "--assignment", "10-adam"], scratch, environment, by: number)
    if number == SIGKILL {
      // SIGKILL leaves the folder behind. The next command removes it, and leaves alone what is in use.
      let solution = Repository.root + "/assignments/10-adam/Solution"
      let next = try Gradus.run(["check", solution, "--assignment", "10-adam"], environment: environment)
      #expect(next.code == 0, "\(next.output)\(next.errors)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/tmp").isEmpty)
  }

  /// A regrading that is ended takes its programs with it, and counts for nothing.
  @Test(arguments: [SIGINT, SIGKILL]) func aRegradingLeavesNothing(signal number: Int32) throws {
    let scratch = try Scratch()
    let environment = ["GRADUS_HOME": try home(scratch, seconds: 1), "TMPDIR": scratch.path + "/tmp"]
    try FileManager.default.createDirectory(atPath: scratch.path + "/tmp", withIntermediateDirectories: true)
    _ = try scratch.write(Self.endless, to: "class/Adam.swift")
    let out = scratch.path + "/out"
    let first = try Gradus.run(
      ["batch", scratch.path + "/class", "--assignment", "10-adam", "--output", out], environment: environment)
    #expect(first.code == 0, "\(first.errors)")
    let before = try scratch.exports(of: "out")
    // Another limit is another marking, and now the program runs on.
    _ = try home(scratch)
    try interrupt(["regrade", out, "--apply"], scratch, environment, by: number)
    #expect(try scratch.exports(of: "out") == before)
  }

  /// Runs a command until a student's program runs, ends it by a signal, and expects that no program outlives it.
  private func interrupt(_ words: [String], _ scratch: Scratch, _ environment: [String: String], by number: Int32)
    throws
  {
    let process = Process()
    process.executableURL = try Gradus.program
    process.arguments = words
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    var running: [pid_t] = []
    #expect(
      waited(240) {
        // Before any folder exists, a worker only lists its libraries through its loader: it is not the one.
        let names = try? FileManager.default.contentsOfDirectory(atPath: scratch.path + "/tmp")
        running = names?.isEmpty ?? true ? [] : workers(below: process.processIdentifier)
        return !running.isEmpty || !process.isRunning
      })
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/tmp").count == 1)

    kill(process.processIdentifier, number)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == number)
    let isGone = waited(10) {
      let all = parents()
      return running.allSatisfy { all[$0]?.isAlive != true }
    }
    #expect(isGone, "\(running) outlive it")
  }
}
