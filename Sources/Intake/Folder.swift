internal import Glibc

/// The few calls to the file system that reading an export needs. No link is ever followed.
enum Folder {
  enum Kind { case file, folder, link, other }

  /// Returns the names of all that a folder holds, in the order of their bytes; `nil` if it cannot be read.
  static func names(in folder: String) -> [FileName]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [FileName] = []
    while let entry = readdir(stream) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if bytes != Array(".".utf8), bytes != Array("..".utf8) { names.append(FileName(bytes: bytes)) }
    }
    return names.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
  }

  static func kind(at path: String) -> Kind? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .other
    }
  }
}

/// A file's name, which need not be text.
struct FileName: Equatable {
  let bytes: [UInt8]

  /// `nil` if it is not UTF-8. Another character in place of a byte could make two names one.
  var text: String? { String(validating: bytes, as: UTF8.self) }

  /// Names no two of which are alike: bytes that are not UTF-8 stand as `%FF`.
  var shown: String {
    text
      ?? bytes.map { byte in
        (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "%")
          ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }.joined()
  }

  var isHidden: Bool { bytes.first == UInt8(ascii: ".") || bytes == Array("__MACOSX".utf8) }
}

extension Folder {
  /// Returns the bytes of a plain file, up to `limit` and one; `nil` if it is none. A pipe does not block.
  static func bytes(of path: String, limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { return nil }
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes
  }
}
