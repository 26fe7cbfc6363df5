import Foundation
import Gradebook
import PluginHost
import TestSupport

/// The real program, run as a user runs it.
struct Gradus {
  struct Outcome {
    var code: Int32
    var output: String
    var errors: String

    /// The output in one line, since words may stand at the end of one and the beginning of the next.
    var unbroken: String { output.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
  }

  /// The program that was built.
  static var program: URL {
    get throws { URL(filePath: try Installation.find().worker).deletingLastPathComponent().appending(path: "gradus") }
  }

  static func run(
    _ arguments: [String], environment: [String: String] = [:], in folder: String? = nil, program: String? = nil
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = try program.map { URL(filePath: $0) } ?? Self.program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = URL(filePath: folder ?? Repository.root)
    // Files, not pipes: a full pipe would stop the program while it is waited for.
    let scratch = try Scratch()
    let (output, errors) = (scratch.path + "/output", scratch.path + "/errors")
    for path in [output, errors] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8))
  }
}

/// A folder that is removed when the last reference to it is gone.
final class Scratch {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "gradus-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws -> String {
    let target = path + "/" + name
    let folder = URL(filePath: target).deletingLastPathComponent().path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: target))
    return target
  }

  /// Returns every file below the folder, by its relative path.
  func contents(of folder: String) throws -> [String: Data] {
    var found: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path + "/" + folder) {
      if let data = FileManager.default.contents(atPath: path + "/" + folder + "/" + name) { found[name] = data }
    }
    return found
  }
}

extension Scratch {
  /// Returns every file of a batch's folder but its gradebook, by its relative path.
  func exports(of folder: String) throws -> [String: Data] {
    try contents(of: folder).filter { !$0.key.hasPrefix(Gradebook.name) }
  }
}
