import CLibArchive
import Foundation
import Glibc

/// An archive with any entries, the bad ones too.
struct ArchiveWriting {
  enum Form: String, CaseIterable {
    case zip, tar, tgz = "tar.gz", xz = "tar.xz", sevenZip = "7z"
  }

  /// The system's numbers.
  enum Kind: UInt32 {
    case file = 0o100000
    case link = 0o120000
    case pipe = 0o010000
    case device = 0o020000
  }

  struct Entry {
    var path: String
    var bytes: [UInt8] = []
    var type = Kind.file
    var link: String?
    var hardLink: String?
  }

  static func entries(_ files: [String: String]) -> [Entry] {
    files.sorted { $0.key < $1.key }.map { Entry(path: $0.key, bytes: Array($0.value.utf8)) }
  }

  static func bytes(_ entries: [Entry], as form: Form) throws -> [UInt8] {
    let path = FileManager.default.temporaryDirectory.appending(path: "archive-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try write(entries, as: form, to: path)
    return Array(try Data(contentsOf: URL(filePath: path)))
  }

  static func write(_ entries: [Entry], as form: Form, to path: String) throws {
    // The library takes the text of a path in the form of the thread's locale.
    let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    let before = uselocale(locale)
    defer {
      uselocale(before)
      freelocale(locale)
    }
    let archive = archive_write_new()
    defer { archive_write_free(archive) }
    switch form {
    case .zip: archive_write_set_format_zip(archive)
    case .tar: archive_write_set_format_pax_restricted(archive)
    case .tgz:
      archive_write_set_format_pax_restricted(archive)
      archive_write_add_filter_gzip(archive)
    case .xz:
      archive_write_set_format_pax_restricted(archive)
      archive_write_add_filter_xz(archive)
    case .sevenZip: archive_write_set_format_7zip(archive)
    }
    // A whole number of records is padded otherwise, and a cut in the padding cuts nothing.
    archive_write_set_bytes_in_last_block(archive, 1)
    guard archive_write_open_filename(archive, path) == ARCHIVE_OK else { throw CocoaError(.fileWriteUnknown) }
    for given in entries {
      let entry = archive_entry_new()
      defer { archive_entry_free(entry) }
      archive_entry_set_pathname(entry, given.path)
      archive_entry_set_filetype(entry, given.type.rawValue)
      archive_entry_set_perm(entry, 0o644)
      if let link = given.link { archive_entry_set_symlink(entry, link) }
      if let link = given.hardLink { archive_entry_set_hardlink(entry, link) }
      archive_entry_set_size(entry, Int64(given.bytes.count))
      guard archive_write_header(archive, entry) >= ARCHIVE_WARN else { throw CocoaError(.fileWriteUnknown) }
      _ = given.bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
    }
    archive_write_close(archive)
  }
}
