/// A submission's place in an export, and its author, before its files are gathered.
struct Place {
  var authors: [Find.Author]
  var handedIn: Int?
  var version = 0
  var isMarkedLate = false
  /// None if there is a fault.
  var items: [Gathering.Item] = []
  var origin: String
  var fault: AttemptFault?
}

extension Export {
  /// Returns every submission once, with what is left aside beside them.
  func places(_ layout: Layout) throws(IntakeError) -> (places: [Place], leftAside: [LeftAside]) {
    switch layout {
    case .plain: plain
    case .moodle: moodle
    case .canvas: canvas
    case .clones: clones
    case .gradescope: try gradescope
    }
  }

  /// Files, folders and archives that are called after their students.
  private var plain: (places: [Place], leftAside: [LeftAside]) {
    let places = entries.map { entry in
      let shown = entry.name.shown
      let bare = entry.name.withoutArchiveEnding
      let stem = entry.kind == .folder ? shown : bare.hasSuffix(".swift") ? String(bare.dropLast(6)) : bare
      return Place(
        authors: [.init(identifiers: stem == shown ? [shown] : [shown, stem], name: stem)],
        items: entry.name.text == nil ? [] : [item(entry)], origin: shown,
        fault: entry.name.text == nil ? .unusableName : nil)
    }
    return (places, leftAside)
  }

  private var moodle: (places: [Place], leftAside: [LeftAside]) {
    var leftAside = leftAside
    var places: [String: Place] = [:]
    for entry in entries {
      let shown = entry.name.shown
      guard let name = MoodleName(shown) else {
        leftAside.append(LeftAside(path: shown + (entry.kind == .folder ? "/" : ""), reason: .foreignName))
        continue
      }
      let owner = "\(name.name)_\(name.number)"
      var place =
        places[owner]
        ?? Place(authors: [.init(identifiers: [name.number], name: name.name)], origin: owner, fault: .onlyOnlineText)
      if name.isOnlineText {
        leftAside.append(LeftAside(path: shown + (entry.kind == .folder ? "/" : ""), reason: .onlineText))
      } else {
        place.fault = nil
        place.items.append(item(entry, called: entry.kind == .folder || name.rest.isEmpty ? nil : name.rest))
      }
      places[owner] = place
    }
    return (places.values.sorted { $0.origin.precedes($1.origin) }, leftAside)
  }

  private var clones: (places: [Place], leftAside: [LeftAside]) {
    let names = entries.map { $0.name.shown.split(separator: "-") }
    let places = zip(entries, names).map { entry, parts in
      let shown = entry.name.shown
      // A repository is called after its assignment, then its student or team. An end that is shorter than the student's
      // part would be somebody else's: Ann is not Mary-Ann. A number alone would be anybody's.
      let ends = parts.indices.dropFirst().prefix(Self.assignment(of: parts, among: names)).map {
        parts[$0...].joined(separator: "-")
      }.filter { Int($0) == nil }
      return Place(
        authors: [.init(identifiers: [shown] + ends, name: shown)],
        handedIn: Repository.lastCommit(in: "\(path)/\(shown)"), items: [item(entry)], origin: shown)
    }
    return (places, leftAside)
  }

  /// Returns the number of words that all repositories of an assignment begin with; the first word tells which do.
  private static func assignment(of name: [Substring], among names: [[Substring]]) -> Int {
    let others = names.filter { $0.first == name.first && $0 != name }
    // Alone, it does not tell how long its assignment's name is.
    if others.isEmpty { return 1 }
    return others.map { other in zip(name, other).prefix { $0 == $1 }.count }.min() ?? 1
  }

  private var canvas: (places: [Place], leftAside: [LeftAside]) {
    var leftAside = leftAside
    var files: [String: [(name: CanvasName, entry: Entry)]] = [:]
    for entry in entries {
      if let name = CanvasName(entry.name.shown) {
        files[name.user, default: []].append((name, entry))
      } else {
        leftAside.append(LeftAside(path: entry.name.shown, reason: .foreignName))
      }
    }
    let places = files.flatMap { user, files in
      Self.attempts(files).map { attempt in
        Place(
          authors: [.init(identifiers: [user], name: attempt.files[0].name.name)], version: attempt.version,
          isMarkedLate: attempt.files.contains { $0.name.isLate },
          items: attempt.files.map { item($0.entry, called: $0.name.file) }, origin: attempt.files[0].entry.name.shown)
      }
    }
    return (places.sorted { $0.origin.precedes($1.origin) }, leftAside)
  }

  /// Divides a student's files into attempts: `Adam.swift`, then `Adam-1.swift`. A file that came once belongs to all.
  ///
  /// - Returns: the files of each attempt, the newest ones first.
  private static func attempts(
    _ files: [(name: CanvasName, entry: Entry)]
  ) -> [(version: Int, files: [(name: CanvasName, entry: Entry)])] {
    let bare = Set(files.map(\.name.file))
    // Without the first one, `layer-1.swift` and `layer-2.swift` are two parts of one program.
    let versions = files.map { file in
      file.name.version.flatMap { bare.contains($0.base) ? $0 : nil } ?? (base: file.name.file, number: 0)
    }
    return Set(versions.map(\.number)).sorted().map { attempt in
      let present = files.indices.filter { versions[$0].number <= attempt }
      let newest = Dictionary(grouping: present) { versions[$0].base }.values.compactMap { same in
        same.max { (versions[$0].number, $0) < (versions[$1].number, $1) }
      }
      return (attempt, newest.sorted { (-versions[$0].number, $0) < (-versions[$1].number, $1) }.map { files[$0] })
    }
  }
}
