extension Intake {
  /// True for a folder whose every entry is a submission as it stands: no export of a service, and nothing packed.
  package static func isPlain(_ path: String) -> Bool {
    guard let export = Export(path), export.layout == .plain else { return false }
    return export.entries.allSatisfy { entry in
      // The reader of submissions refuses what is neither file nor folder, with a sentence of its own.
      entry.kind == .link || entry.kind == .other || Gathering.stands(export.item(entry))
    }
  }
}
