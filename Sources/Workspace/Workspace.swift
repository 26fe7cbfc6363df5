package import Foundation
internal import Mustache

/// A student's own folder for one assignment: her sources, the handout, a package for her editor, and a copy of the kit.
///
/// All that is ours and may be replaced is in `.gradus`; everything else is the student's from the moment it is written.
package struct Workspace: Sendable {
  /// The folder's path.
  package let folder: String

  package init(_ folder: String) {
    self.folder = folder
  }

  /// The contents of a new folder.
  package struct Contents: Sendable {
    /// The identifier, `10-adam`.
    package var assignment: String
    /// The name that commands are given for it: its identifier, or the folder that it is in if that is another course's.
    package var request: String
    /// The name of the module: the type that is asked for, `Adam`, or the assignment's own name if it asks for several.
    package var type: String
    package var handout: Data?
    /// Starter files by name.
    package var starter: [(path: String, bytes: Data)]

    package init(
      assignment: String, request: String? = nil, type: String, handout: Data?, starter: [(path: String, bytes: Data)]
    ) {
      self.assignment = assignment
      self.request = request ?? assignment
      self.type = type
      self.handout = handout
      self.starter = starter
    }
  }

  /// The kit's sources, where they are installed.
  package struct Kit: Sendable {
    /// The folder with a sub-folder for each module.
    package var folder: String
    package var modules: [String]

    package init(folder: String, modules: [String]) {
      (self.folder, self.modules) = (folder, modules)
    }
  }

  /// The identifier of the assignment that a folder was made for; nil if it is no such folder.
  package var assignment: String? {
    let file = "\(folder)/.gradus/assignment"
    // A pipe would be waited for.
    guard (try? FileManager.default.attributesOfItem(atPath: file))?[.type] as? FileAttributeType == .typeRegular,
      let bytes = FileManager.default.contents(atPath: file), bytes.count < 1000
    else { return nil }
    let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    return text.isEmpty ? nil : text
  }

  /// The folder of the sources; the whole folder if it has none any more.
  package var sources: String {
    let sources = "\(folder)/Sources"
    return isFolder(sources) ? sources : folder
  }

  /// Writes a new folder.
  ///
  /// - Parameters:
  ///   - templates: the folder with the files that every such folder has.
  /// - Throws: ``WorkspaceError``; a folder that holds anything is left as it is.
  package func create(_ contents: Contents, templates: String, kit: Kit) throws(WorkspaceError) {
    if let names = try? FileManager.default.contentsOfDirectory(atPath: folder), !names.isEmpty {
      throw assignment == nil ? .notEmpty(folder) : .exists(folder)
    }
    let student = "\(templates)/student"
    guard let paths = try? FileManager.default.subpathsOfDirectory(atPath: student) else { throw .noTemplates(student) }
    try replaceKit(from: kit, templates: templates)
    for path in paths.sorted() where !isFolder("\(student)/\(path)") {
      guard let bytes = FileManager.default.contents(atPath: "\(student)/\(path)") else {
        throw .noTemplates("\(student)/\(path)")
      }
      var target = path.replacingOccurrences(of: "TYPE", with: contents.type)
      var text = bytes
      if target.hasSuffix(".mustache") {
        target.removeLast(".mustache".count)
        text = Data(try render(bytes, contents, named: path).utf8)
      }
      try write(text, to: target)
    }
    for file in contents.starter { try write(file.bytes, to: "Sources/\(contents.type)/\(file.path)") }
    if let handout = contents.handout { try write(handout, to: "README.md") }
    // Last: a folder that was left half-written is not taken for a whole one.
    try write(Data("\(contents.request)\n".utf8), to: ".gradus/assignment")
  }

  /// Brings the kit of this Gradus, and changes nothing else.
  package func update(templates: String, kit: Kit) throws(WorkspaceError) {
    guard assignment != nil else { throw .notAWorkspace(folder) }
    try replaceKit(from: kit, templates: templates)
  }

  private func replaceKit(from kit: Kit, templates: String) throws(WorkspaceError) {
    let files = FileManager.default
    let (new, old, place) = (".gradus/kit.new", ".gradus/kit.old", ".gradus/kit")
    for left in [new, old] { try? files.removeItem(atPath: "\(folder)/\(left)") }
    for module in kit.modules {
      let source = "\(kit.folder)/\(module)"
      guard let paths = try? files.subpathsOfDirectory(atPath: source) else { throw .noTemplates(source) }
      for path in paths.sorted() where !isFolder("\(source)/\(path)") {
        try copy("\(source)/\(path)", to: "\(new)/Sources/\(module)/\(path)")
      }
    }
    try copy("\(templates)/kit/Package.swift", to: "\(new)/Package.swift")
    do {
      // A link that leads nowhere is there too.
      if (try? files.attributesOfItem(atPath: "\(folder)/\(place)")) != nil {
        try files.moveItem(atPath: "\(folder)/\(place)", toPath: "\(folder)/\(old)")
      }
      try files.moveItem(atPath: "\(folder)/\(new)", toPath: "\(folder)/\(place)")
    } catch {
      // The package needs a kit, if only the one it had.
      try? files.moveItem(atPath: "\(folder)/\(old)", toPath: "\(folder)/\(place)")
      throw .unwritable(place, error.localizedDescription)
    }
    try? files.removeItem(atPath: "\(folder)/\(old)")
  }

  /// Copies the bytes alone: the owner of an installation's files is not the student.
  private func copy(_ source: String, to path: String) throws(WorkspaceError) {
    guard let bytes = FileManager.default.contents(atPath: source) else { throw .noTemplates(source) }
    try write(bytes, to: path)
  }

  private func render(_ template: Data, _ contents: Contents, named name: String) throws(WorkspaceError) -> String {
    do {
      let template = try MustacheTemplate(string: String(decoding: template, as: UTF8.self))
      return template.render(["name": contents.assignment, "type": contents.type])
    } catch {
      throw .noTemplates(name)
    }
  }

  private func write(_ bytes: Data, to path: String) throws(WorkspaceError) {
    let file = URL(fileURLWithPath: "\(folder)/\(path)")
    do {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: file, options: .withoutOverwriting)
    } catch {
      throw .unwritable(path, error.localizedDescription)
    }
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}

/// A reason that a student's folder was not made or brought up to date.
package enum WorkspaceError: Error, Equatable, Sendable {
  case notEmpty(String)
  case exists(String)
  case notAWorkspace(String)
  case noTemplates(String)
  case unwritable(String, String)
}

extension WorkspaceError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notEmpty(let path): "'\(path)' is not empty: name a new folder, which gradus makes"
    case .exists(let path):
      "'\(path)' is an assignment's folder already; gradus new '\(path)' --update brings a newer kit, and changes nothing else"
    case .notAWorkspace(let path): "'\(path)' was not made by gradus new: there is no .gradus/assignment in it"
    case .noTemplates(let path): "the installation of Gradus is incomplete: '\(path)' cannot be read"
    case .unwritable(let path, let reason): "'\(path)' cannot be written: \(reason)"
    }
  }
}
