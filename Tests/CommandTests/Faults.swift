import Foundation
import PluginHost
import TestSupport

/// A library that lets calls of the system fail in the real program: `Tests/Faults/faults.c`.
enum Faults {
  /// Compiles the library into a folder and returns its path.
  static func library(in scratch: Scratch) async throws -> String {
    let library = scratch.path + "/faults.so"
    let process = Process()
    process.executableURL = URL(filePath: try await Toolchain.find().clang)
    process.arguments = ["-shared", "-fPIC", "-o", library, Repository.root + "/Tests/Faults/faults.c", "-ldl"]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.fileReadUnknown) }
    return library
  }

  /// The variables with which a call fails: from its `first` time on, so many times.
  static func environment(_ library: String, _ call: String, _ error: Int32, first: Int, count: Int) -> [String: String]
  {
    ["LD_PRELOAD": library, "FAULT": "\(call):\(error):\(first):\(count)"]
  }
}
