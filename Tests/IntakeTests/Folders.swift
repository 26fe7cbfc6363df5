import Foundation

/// A folder of submissions, and one to unpack to; both go with the value.
final class Folders {
  let path: String
  let unpacked: String

  init() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "intake-\(UUID().uuidString)").path
    (path, unpacked) = ("\(root)/in", "\(root)/unpacked")
    for folder in [path, unpacked] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent) }

  func write(_ files: [String: String]) throws { try write(files.mapValues { Array($0.utf8) }) }

  func write(_ files: [String: [UInt8]]) throws {
    for (name, bytes) in files {
      let file = "\(path)/\(name)"
      try FileManager.default.createDirectory(
        atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(bytes).write(to: URL(filePath: file))
    }
  }

  /// Returns the Swift files that a submission would be read from, hidden folders aside.
  static func sources(_ path: String) throws -> [String: String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [:] }
    let names =
      isFolder.boolValue
      ? try FileManager.default.subpathsOfDirectory(atPath: path).map { "\(path)/\($0)" } : [path]
    var sources: [String: String] = [:]
    for name in names where name.hasSuffix(".swift") && !name.contains("/.") {
      // A folder may be called so too.
      guard let bytes = FileManager.default.contents(atPath: name) else { continue }
      sources[(name as NSString).lastPathComponent] = String(decoding: bytes, as: UTF8.self)
    }
    return sources
  }

  /// All paths below both folders.
  func everything() throws -> Set<String> {
    Set(try FileManager.default.subpathsOfDirectory(atPath: (path as NSString).deletingLastPathComponent))
  }
}
