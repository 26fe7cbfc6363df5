internal import Policy
import Yams

/// The file beside Gradescope's submissions, a Ruby program's YAML: keys are symbols such as `:sid:`.
struct GradescopeMetadata {
  static let file = "submission_metadata.yml"
  static let largest = 64 << 20

  struct Submission {
    /// The name of its folder.
    let folder: String
    let submitters: [Find.Author]
    let handedIn: Int?
  }

  let submissions: [Submission]

  init(_ bytes: [UInt8], path: String) throws(IntakeError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .metadata(path, line: 1, reason: "expected UTF-8 text, found other bytes")
    }
    // Aliases of aliases grow without end when they are followed. Gradescope writes none.
    if let line = YAMLAliases.first(in: bytes) {
      throw .metadata(path, line: line, reason: "expected no aliases (*name), found one")
    }
    let root: Node?
    do {
      root = try Yams.Parser(yaml: text, encoding: .utf8).singleRoot()
    } catch let error as YamlError {
      let line =
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: 1
        }
      throw .metadata(path, line: line, reason: "expected YAML as Gradescope writes it")
    } catch {
      throw .metadata(path, line: 1, reason: "expected YAML as Gradescope writes it")
    }
    guard let mapping = root?.mapping, !mapping.isEmpty else {
      throw .metadata(path, line: 1, reason: "expected a submission for each key, found none")
    }
    submissions = mapping.compactMap { key, value in
      key.string.map { Submission(folder: $0, value) }
    }
  }
}

extension GradescopeMetadata.Submission {
  fileprivate init(folder: String, _ node: Node) {
    self.folder = folder
    submitters = (node[":submitters"]?.sequence ?? []).compactMap { submitter in
      let name = submitter[":name"]?.scalar?.string ?? ""
      // Either may be absent or empty.
      let identifiers = [":sid", ":email"].compactMap { submitter[$0]?.scalar?.string.trimmed }
        .filter { !$0.isEmpty && $0 != "~" && $0 != "null" }
      let all = identifiers.isEmpty ? [name].filter { !$0.isEmpty } : identifiers
      return all.isEmpty ? nil : Find.Author(identifiers: all, name: name)
    }
    handedIn = node[":created_at"]?.scalar.flatMap { Instant.seconds($0.string) }
  }
}

extension Export {
  var gradescope: (places: [Place], leftAside: [LeftAside]) {
    get throws(IntakeError) {
      let file = "\(path)/\(GradescopeMetadata.file)"
      guard let bytes = Folder.bytes(of: file, limit: GradescopeMetadata.largest),
        bytes.count <= GradescopeMetadata.largest
      else { throw .unreadable(file, reason: "it is no file, or is larger than any export") }
      var folders: [String: Entry] = [:]
      for entry in entries where entry.name.shown != GradescopeMetadata.file { folders[entry.name.shown] = entry }
      var places: [Place] = []
      for submission in try GradescopeMetadata(bytes, path: file).submissions {
        let entry = folders.removeValue(forKey: submission.folder)
        let nobody = Find.Author(identifiers: [submission.folder], name: submission.folder)
        places.append(
          Place(
            authors: submission.submitters.isEmpty ? [nobody] : submission.submitters, handedIn: submission.handedIn,
            items: entry.map { [item($0)] } ?? [], origin: submission.folder, fault: entry == nil ? .missing : nil))
      }
      // A folder that the file does not name is somebody's all the same.
      for (name, entry) in folders.sorted(by: { $0.key.precedes($1.key) }) {
        places.append(
          Place(authors: [.init(identifiers: [name], name: name)], items: [item(entry)], origin: name))
      }
      return (places, leftAside)
    }
  }
}
