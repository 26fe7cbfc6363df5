internal import CLibArchive
internal import Glibc

/// Reads an archive's entries one after the other.
///
/// Only formats that students and platforms use are offered to the library: each one more is code that a stranger's
/// bytes would reach.
final class ArchiveReader {
  struct Entry {
    /// As it is written in the archive: not to be trusted.
    let path: [UInt8]
    let kind: Folder.Kind
    /// `nil` if the archive does not tell beforehand.
    let size: Int?
    let isEncrypted: Bool
  }

  enum Failure: Error, Equatable {
    /// The file is no archive of a kind that is read.
    case unknown
    /// The next entry cannot be reached, or an entry's bytes cannot be read.
    case broken(String)
  }

  private let archive: OpaquePointer
  private let file: String
  /// Entries so far.
  private var count = 0

  init(_ file: String) throws(Failure) {
    guard let archive = archive_read_new() else { throw .broken("no memory") }
    self.archive = archive
    self.file = file
    for offer in [
      archive_read_support_format_zip, archive_read_support_format_tar, archive_read_support_format_gnutar,
      archive_read_support_format_7zip, archive_read_support_filter_gzip, archive_read_support_filter_bzip2,
      archive_read_support_filter_xz, archive_read_support_filter_zstd,
    ] {
      _ = offer(archive)
    }
    guard archive_read_open_filename(archive, file, 1 << 18) == ARCHIVE_OK else { throw .unknown }
  }

  deinit { archive_read_free(archive) }

  /// Returns the next entry; `nil` at the end.
  func next() throws(Failure) -> Entry? {
    var entry: OpaquePointer?
    let code = archive_read_next_header(archive, &entry)
    if code == ARCHIVE_EOF {
      if isCutTar { throw .broken("its end is missing") }
      if let promised = entriesOfIndex, promised != count & 0xFFFF { throw .broken("its index is damaged") }
      return nil
    }
    // A warning is about what is not used here, such as an owner's name. A header to be tried again is a damaged one, which
    // the library would pass over with all that it tells.
    guard code == ARCHIVE_OK || code == ARCHIVE_WARN, let entry else {
      throw archive_format(archive) == 0 ? .unknown : .broken(reason)
    }
    count += 1
    guard let name = archive_entry_pathname(entry) ?? archive_entry_pathname_utf8(entry) else {
      return Entry(path: [], kind: .other, size: nil, isEncrypted: false)
    }
    let isLink = archive_entry_hardlink(entry) != nil || archive_entry_symlink(entry) != nil
    return Entry(
      path: Array(UnsafeBufferPointer(start: name, count: strlen(name)).lazy.map(UInt8.init(bitPattern:))),
      kind: isLink ? .link : Self.kind(archive_entry_filetype(entry)),
      size: archive_entry_size_is_set(entry) != 0 ? Int(archive_entry_size(entry)) : nil,
      isEncrypted: archive_entry_is_encrypted(entry) != 0)
  }

  /// Reads bytes of the present entry; 0 at its end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
    // A warning here is a wrong checksum.
    guard count >= 0 else { throw .broken(reason) }
    return count
  }

  /// True if entries are passed over without being unpacked.
  var skipsFreely: Bool { archive_format(archive) & ARCHIVE_FORMAT_BASE_MASK == ARCHIVE_FORMAT_ZIP }

  private static func kind(_ type: mode_t) -> Folder.Kind {
    switch type {
    // A zip made without Unix in mind has no type.
    case S_IFREG, 0: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }

  /// The library takes the end of a file for the end of a tar, but a tar that is whole ends in two blocks of zeros.
  private var isCutTar: Bool {
    guard archive_format(archive) & ARCHIVE_FORMAT_BASE_MASK == ARCHIVE_FORMAT_TAR, archive_filter_count(archive) == 1
    else { return false }
    return !(Folder.tail(of: file, count: 1024)?.allSatisfy { $0 == 0 } ?? false)
  }

  /// The number of entries that a zip's last record tells, in 16 bits. The library stops without a word where the index
  /// that comes before it is damaged.
  private var entriesOfIndex: Int? {
    guard skipsFreely, let end = Folder.tail(of: file, count: 22), end.starts(with: [0x50, 0x4B, 5, 6]) else {
      return nil
    }
    let count = Int(end[10]) | Int(end[11]) << 8
    // All ones send the reader to another record.
    return count == 0xFFFF ? nil : count
  }

  private var reason: String {
    archive_error_string(archive).map { String(cString: $0) } ?? "it cannot be read on"
  }
}

/// The C library's idea of text, by which libarchive understands names: UTF-8, for this thread until it is left.
struct TextLocale {
  private let own = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
  private let before: locale_t?

  init() { before = own.map { uselocale($0) } }

  func leave() {
    guard let own, let before else { return }
    uselocale(before)
    freelocale(own)
  }
}
