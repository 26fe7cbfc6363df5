/// Takes in a class's submissions, in whatever form a platform has exported them.
package enum Intake {
  /// Reads a folder or an archive.
  ///
  /// - Parameters:
  ///   - path: the export.
  ///   - layout: the service that has made it; by default it is told from the names.
  ///   - roster: the students; names and groups are taken from it, and who is missing is told.
  ///   - folder: an empty folder of the caller's for what has to be unpacked. It has to stay while attempts are graded.
  package static func read(
    _ path: String, as layout: Layout? = nil, roster: Roster? = nil, unpackingTo folder: String,
    bounds: Bounds = Bounds()
  ) throws(IntakeError) -> HandIns {
    let unpacked: Unpacking?
    let export: Export?
    switch Folder.kind(at: path) {
    case nil: throw .missing(path)
    case .folder, .link: (unpacked, export) = (nil, Export(path))
    case .file, .other:
      let done = try unpack(path, to: "\(folder)/class", bounds.ofClass)
      let outer = Export(done.destination)
      (unpacked, export) = (done, outer?.inner ?? outer)
    }
    guard let export else { throw .unreadable(path, reason: "it is no folder that can be opened") }
    if export.entries.isEmpty { throw .empty(path) }
    let chosen = layout ?? export.layout
    let (places, leftAside) = try export.places(chosen)
    var gathering = Gathering(into: folder, bounds.ofStudent)
    let finds = places.map { place in
      let damage = place.fault ?? unpacked.flatMap { $0.fault(in: place.items) }
      let gathered = damage.map { (path: "", fault: $0) } ?? gathering.gather(place.items)
      return Find(
        authors: place.authors, handedIn: place.handedIn, version: place.version, isMarkedLate: place.isMarkedLate,
        path: gathered.path, origin: place.origin, fault: gathered.fault)
    }
    if let failure = gathering.failure { throw .unwritable(folder, reason: failure.reason) }
    let aside = (unpacked?.leftAside ?? [:]).map { LeftAside(path: $0.key, reason: $0.value) }
    return HandIns(chosen, finds, leftAside + gathering.leftAside + aside, roster)
  }

  /// Unpacks the archive of all submissions. One that breaks off is refused: who comes after the break would be missing
  /// without anybody's fault.
  private static func unpack(_ path: String, to folder: String, _ bounds: Bounds.Archive) throws(IntakeError)
    -> Unpacking
  {
    var unpacking = Unpacking(to: folder, bounds)
    unpacking.keepsRepositories = true
    do {
      try Folder.make(folder)
    } catch {
      throw .unwritable(folder, reason: error.reason)
    }
    do {
      try unpacking.unpack(path)
    } catch {
      switch error {
      case .unwritable(let error): throw .unwritable(folder, reason: error.reason)
      case .excess(let excess): throw .tooLarge(path, excess)
      case .archive(.unknown, _): throw .notAnArchive(path)
      case .archive(.broken(let reason), let count): throw .brokenArchive(path, after: count, reason: reason)
      }
    }
    return unpacking
  }
}

extension Unpacking {
  /// Returns the first fault of the files of one submission.
  fileprivate func fault(in items: [Gathering.Item]) -> AttemptFault? {
    if faults.isEmpty { return nil }
    return faults.sorted { $0.key.precedes($1.key) }.first { path, _ in
      items.contains { "\(destination)/\(path)" == $0.path || "\(destination)/\(path)".hasPrefix($0.path + "/") }
    }?.value
  }
}
