/// The most that is unpacked.
package struct Bounds: Equatable, Sendable {
  /// The bounds of one archive.
  package struct Archive: Equatable, Sendable {
    package var entries: Int
    /// All files together.
    package var bytes: Int
    /// One file.
    package var largest: Int
    package var depth: Int
    /// Bytes for each byte of the archive, asked for once there are more than `small`.
    package var ratio = 200
    package var small = 16 << 20
  }

  /// An archive of all submissions.
  package var ofClass = Archive(entries: 1_000_000, bytes: 16 << 30, largest: 256 << 20, depth: 40)
  /// A student's own.
  package var ofStudent = Archive(entries: 20_000, bytes: 128 << 20, largest: 16 << 20, depth: 24)

  package init() {}
}
