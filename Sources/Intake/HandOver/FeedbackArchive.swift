internal import CLibArchive
internal import Glibc

/// A zip of reports by the names that a platform looks for.
package enum FeedbackArchive {
  /// Returns the path of a report in the zip for the platform that the submission came from.
  ///
  /// Moodle wants the folder that it has exported. Canvas reads a student's and an attachment's number from the name of
  /// the file that was handed in.
  package static func path(of attempt: Attempt, in layout: Layout, ending: String) -> String {
    switch layout {
    case .moodle: "\(attempt.origin)_assignsubmission_file_/report\(ending)"
    case .canvas, .plain, .gradescope, .clones: "\(attempt.origin)\(ending)"
    }
  }

  /// Writes the zip whole or not at all. The same files give the same bytes.
  package static func write(_ files: [(path: String, bytes: [UInt8])], to path: String) throws(IntakeError) {
    let temporary = path + ".part"
    do throws(IntakeError) {
      try pack(files, into: temporary, for: path)
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, path) == 0 else {
      let reason = WriteError(code: errno).reason
      unlink(temporary)
      throw .unwritable(path, reason: reason)
    }
  }

  private static func pack(
    _ files: [(path: String, bytes: [UInt8])], into temporary: String, for path: String
  ) throws(IntakeError) {
    let locale = TextLocale()
    defer { locale.leave() }
    guard let archive = archive_write_new() else { throw .unwritable(path, reason: "no memory") }
    defer { archive_write_free(archive) }
    func check(_ code: Int32) throws(IntakeError) {
      guard code >= ARCHIVE_WARN else {
        // The library's own words leave out that the disk is full.
        let code = archive_errno(archive)
        throw .unwritable(
          path,
          reason: code > 0
            ? WriteError(code: code).reason : archive_error_string(archive).map { String(cString: $0) } ?? "unknown")
      }
    }
    try check(archive_write_set_format_zip(archive))
    try check(archive_write_set_options(archive, "hdrcharset=UTF-8"))
    try check(archive_write_open_filename(archive, temporary))
    let plainFile: mode_t = S_IFREG
    for file in files.sorted(by: { $0.path.precedes($1.path) }) {
      guard let entry = archive_entry_new() else { throw .unwritable(path, reason: "no memory") }
      defer { archive_entry_free(entry) }
      archive_entry_set_pathname_utf8(entry, file.path)
      archive_entry_set_filetype(entry, plainFile)
      archive_entry_set_perm(entry, 0o644)
      archive_entry_set_size(entry, Int64(file.bytes.count))
      // The first day that a zip can tell.
      archive_entry_set_mtime(entry, 315_619_200, 0)
      try check(archive_write_header(archive, entry))
      let written = file.bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
      try check(Int32(clamping: min(written, 0)))
    }
    try check(archive_write_close(archive))
  }
}
