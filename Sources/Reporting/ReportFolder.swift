#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The folder that a batch's reports are written to.
package enum ReportFolder {
  /// Returns two of the names that the folder's own file system takes for one, by trying; nil if it keeps all apart.
  ///
  /// The last guard: `ReportName` knows what file systems usually overlook, but this one may overlook more.
  package static func clash(among names: [String], in folder: String) -> (Int, Int)? {
    // A process that was killed while it tried has left its trial.
    for name in Self.names(in: folder) where name.starts(with: trials.utf8) {
      let left = folder + "/" + String(decoding: name, as: UTF8.self)
      for file in Self.names(in: left) { unlink(left + "/" + String(decoding: file, as: UTF8.self)) }
      rmdir(left)
    }
    var template = Array((folder + "/" + trials + "XXXXXX").utf8CString)
    // Nothing can be overwritten where nothing can be made.
    guard mkdtemp(&template) != nil else { return nil }
    let trial = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    var made: [ino_t: Int] = [:]
    defer {
      for index in made.values { unlink(path(names[index])) }
      rmdir(trial)
    }
    func path(_ name: String) -> String { trial + "/" + name + ".xml" }
    for index in names.indices {
      var status = stat()
      let descriptor = open(path(names[index]), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      if descriptor >= 0 {
        if fstat(descriptor, &status) == 0 { made[status.st_ino] = index }
        close(descriptor)
      } else if errno == EEXIST, stat(path(names[index]), &status) == 0 {
        // Without a file number to tell whose it is, the name before it in order is as good.
        return (made[status.st_ino] ?? max(0, index - 1), index)
      }
      // A name that cannot be made at all concerns one report, and is reported when that is written.
    }
    return nil
  }

  private static let trials = ".gradus-names-"

  /// The names in a folder, as bytes: they need not be UTF-8. None if it cannot be read.
  private static func names(in folder: String) -> [[UInt8]] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
    }
    return names
  }

  /// Counts the reports in the folder: those under other names than these,
  /// of submissions in an earlier batch, and the same.
  package static func others(than names: [String], in folder: String) -> (others: Int, same: Int) {
    let own = Set(names.map { Array(($0 + ".xml").utf8) })
    var (others, same) = (0, 0)
    for name in Self.names(in: folder) {
      if own.contains(name) {
        same += 1
      } else if name.suffix(4) == Array(".xml".utf8)[...] {
        others += 1
      }
    }
    return (others, same)
  }
}
