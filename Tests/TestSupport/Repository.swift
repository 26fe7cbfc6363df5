/// The repository's own files, as the tests find them.
package enum Repository {
  /// The folder that holds `Package.swift`.
  package static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
}
