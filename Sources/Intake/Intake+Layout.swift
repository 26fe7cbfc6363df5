extension Intake {
  /// Returns the service whose export a folder is, told from the names in it; `nil` if it is no folder.
  package static func layout(of path: String) -> Layout? { Export(path)?.layout }
}
