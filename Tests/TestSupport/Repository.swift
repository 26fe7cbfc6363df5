/// Where the tests find the repository's own files.
package enum Repository {
  /// The folder that holds `Package.swift`.
  package static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
}
