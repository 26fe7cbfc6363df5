import Foundation
import PluginHost
import TestSupport

/// Every attack, handed in to the real program as a class hands in, with an honest solution after each.
struct Siege: Sendable {
  /// The level of the sandbox.
  enum Level: String, CaseIterable, Sendable {
    case full
    /// As on a machine without bubblewrap or without user namespaces.
    case reduced
  }

  static let target = {
    // Removed when the tests are done, whatever their order.
    atexit { try? FileManager.default.removeItem(atPath: Target.place) }
    return try! Target()
  }()

  static let attacks: [Attack] = [
    Attack.files, Attack.network, Attack.processes, Attack.resources, Attack.compiler, Attack.answers, Attack.names,
    Attack.forgeries,
    Attack.folders, Attack.trainings, Attack.blame,
  ].flatMap { $0(target) }

  private static let full = Task { try siege(.full) }
  private static let reduced = Task {
    // After the other: two at once would make each other's programs run out of time.
    _ = try await full.value
    return try siege(.reduced)
  }

  static func at(_ level: Level) async throws -> Siege {
    switch level {
    case .full: try await full.value
    case .reduced: try await reduced.value
    }
  }

  /// The reports by the attack's place in the table.
  private let reports: [Int: SubmissionReport]
  private let next: [Int: SubmissionReport]
  /// The exit code and the errors of each batch.
  let endings: [(code: Int32, errors: String)]

  func report(on index: Int) throws -> SubmissionReport { try reports[index].orThrow("no report") }
  func reportAfter(_ index: Int) throws -> SubmissionReport { try next[index].orThrow("no report of the next") }

  private static func siege(_ level: Level) throws -> Siege {
    var reports: [Int: SubmissionReport] = [:]
    var next: [Int: SubmissionReport] = [:]
    var endings: [(Int32, String)] = []
    for assignment in ["20-hostile", "21-foundation", "22-training"] {
      let folder = target.home + "/\(level.rawValue)-\(assignment)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let indices = attacks.indices.filter { attacks[$0].assignment == assignment }
      for index in indices {
        try write(attacks[index], to: folder + "/\(stem(index))")
        let honest = attacks[index].isTraining ? Attack.honestTraining : Attack.honest
        try Data(honest.utf8).write(to: URL(filePath: folder + "/\(stem(index))-next.swift"))
      }
      let output = folder + "-reports"
      endings.append(try batch(folder, assignment, output, level))
      for index in indices {
        let suffix = isFolder(attacks[index]) ? "" : ".swift"
        reports[index] = try? SubmissionReport(at: output + "/\(stem(index))\(suffix).xml")
        next[index] = try? SubmissionReport(at: output + "/\(stem(index))-next.swift.xml")
      }
    }
    return Siege(reports: reports, next: next, endings: endings)
  }

  private static func stem(_ index: Int) -> String { String(1000 + index) }

  private static func isFolder(_ attack: Attack) -> Bool {
    if case .source = attack.shape { false } else { true }
  }

  private static func write(_ attack: Attack, to path: String) throws {
    switch attack.shape {
    case .source(let text): try Data(text.utf8).write(to: URL(filePath: path + ".swift"))
    case .made(let make): try make(path)
    }
  }

  private static func batch(
    _ folder: String, _ assignment: String, _ output: String, _ level: Level
  ) throws -> (Int32, String) {
    let installation = try Installation.find()
    let process = Process()
    process.executableURL = URL(filePath: installation.worker).deletingLastPathComponent().appending(path: "gradus")
    process.arguments = ["batch", folder, "--assignment", assignment, "--output", output, "--jobs", "2"]
    var environment = ProcessInfo.processInfo.environment
    environment["GRADUS_HOME"] = target.home
    environment["GRADUS_CANARY"] = Target.token
    if level == .reduced {
      process.arguments?.append("--sandbox=reduced")
      let impostor = target.home + "/impostor"
      try FileManager.default.createDirectory(atPath: impostor, withIntermediateDirectories: true)
      try Data("#!/bin/sh\nexit 1\n".utf8).write(to: URL(filePath: impostor + "/bwrap"))
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: impostor + "/bwrap")
      environment["PATH"] = impostor + ":" + (environment["PATH"] ?? "")
    }
    process.environment = environment
    let errors = folder + "-errors"
    _ = FileManager.default.createFile(atPath: errors, contents: nil)
    process.standardError = FileHandle(forWritingAtPath: errors)
    process.standardOutput = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let code = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    return (code, try String(contentsOfFile: errors, encoding: .utf8))
  }
}

private struct Absent: Error, CustomStringConvertible {
  let description: String
}

extension Optional where Wrapped: Sendable {
  fileprivate func orThrow(_ words: String) throws -> Wrapped {
    guard let self else { throw Absent(description: words) }
    return self
  }
}

/// A report as a reader of the file sees it.
struct SubmissionReport: Sendable {
  let text: String
  let points: String
  let maximum: String
  let sandbox: String
  /// Kinds of failure: `crashed`, `notBuilt`, ….
  let types: Set<String>
  let printed: String

  init(at path: String) throws {
    text = try String(contentsOfFile: path, encoding: .utf8)
    let root = try Schema.validated(text)
    var properties: [String: String] = [:]
    for property in root.all("property") {
      properties[property.attributes["name"] ?? ""] = property.attributes["value"]
    }
    points = properties["gradus.points"] ?? ""
    maximum = properties["gradus.maximum"] ?? ""
    sandbox = properties["gradus.sandbox"] ?? ""
    types = Set((root.all("error") + root.all("failure")).compactMap { $0.attributes["type"] })
    printed = root.all("system-out").map(\.text).joined()
  }
}
