internal import Glibc

/// Removal of temporary folders that an earlier process of ours left behind.
///
/// They are the only files removed that this process did not make, so they have to be ours beyond doubt. A folder that
/// only looks like one of ours stays, and so does one that cannot be read.
extension Leftovers {
  /// The file that is locked as long as the folder is in use.
  enum Marker {
    static let name = ".temporary-folder-of-gradus"

    /// Returns the file's content. The folder's name and inode number are in it: a copy of the file makes no other
    /// folder ours, and its bytes cannot be known before the folder exists.
    static func text(of folder: String, number: ino_t) -> [UInt8] {
      Array(
        "Temporary files of a Gradus that runs. When it is gone, the next one removes them.\n\(folder) \(number)\n".utf8
      )
    }

    /// Locks the folder, and only then says whose it is.
    static func put(in folder: String) throws(HostError) -> FolderLock {
      let path = folder + "/" + name
      var status = stat()
      guard lstat(folder, &status) == 0, let lock = try FolderLock.attempt(path) else {
        throw .fileSystem(path: folder, reason: "it cannot be locked")
      }
      try Files.write(text(of: Files.name(of: folder), number: status.st_ino), to: path)
      return lock
    }
  }

  /// Removes the folders of processes of ours that have ended.
  ///
  /// - Parameter spared: files that a removed folder may neither be, hold nor lie in.
  static func sweep(_ base: String, sparing spared: Spared) {
    if spared.holds(base) { return }
    let descriptor = open(base, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    for name in Files.rawNames(in: descriptor) ?? [] where isOurs(name) { sweep(name, in: descriptor, spared) }
  }

  private static func sweep(_ name: [CChar], in base: Int32, _ spared: Spared) {
    // Judge and remove by this descriptor: nothing can take the folder's place meanwhile.
    let folder = openat(base, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard folder >= 0 else { return }
    defer { close(folder) }
    var (around, status) = (stat(), stat())
    guard fstat(base, &around) == 0, fstat(folder, &status) == 0, status.st_uid == geteuid(),
      status.st_mode & 0o777 == 0o700, status.st_dev == around.st_dev, !spared.isOrHolds(status),
      holdsOnlyOurs(folder)
    else { return }
    let marker = openat(folder, Marker.name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard marker >= 0 else { return }
    // Closed at the very end: the lock goes with it.
    defer { close(marker) }
    let expected = Marker.text(
      of: String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self), number: status.st_ino)
    var bytes = [UInt8](repeating: 0, count: expected.count + 1)
    var mark = stat()
    guard fstat(marker, &mark) == 0, mark.st_mode & S_IFMT == S_IFREG, mark.st_uid == geteuid(),
      pread(marker, &bytes, bytes.count, 0) == expected.count, bytes.starts(with: expected),
      flock(marker, LOCK_EX | LOCK_NB) == 0,
      // Checked after locking: another process may have removed the same folder already.
      fstat(marker, &mark) == 0, mark.st_nlink == 1
    else { return }
    let own = Array(Marker.name.utf8CString)
    // The marker goes last: the next process then completes a removal that was cut short.
    Files.removeContents(of: folder, but: own)
    unlinkat(folder, own, 0)
    var present = stat()
    guard fstatat(base, name, &present, AT_SYMLINK_NOFOLLOW) == 0, present.st_ino == status.st_ino,
      present.st_dev == status.st_dev
    else { return }
    unlinkat(base, name, AT_REMOVEDIR)
  }

  /// True if `mkdtemp` made the name for us.
  private static func isOurs(_ name: [CChar]) -> Bool {
    let beginning = Array("gradus-".utf8CString.dropLast())
    return name.starts(with: beginning) && isMade(Array(name.dropFirst(beginning.count)))
  }

  /// True if a name is what `mkdtemp` puts for six letters X.
  private static func isMade(_ name: [CChar]) -> Bool {
    name.count == 7 && name.dropLast().allSatisfy { isalnum(Int32(UInt8(bitPattern: $0))) != 0 && $0 > 0 }
  }

  /// True if the folder holds only what we put there: folders with names of that kind, and the marker.
  private static func holdsOnlyOurs(_ folder: Int32) -> Bool {
    guard let names = Files.rawNames(in: folder) else { return false }
    return names.allSatisfy { name in
      var status = stat()
      if name == Array(Marker.name.utf8CString) { return true }
      return isMade(name) && fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0
        && status.st_mode & S_IFMT == S_IFDIR
    }
  }

  /// Paths that a command was given: nothing of them is removed, whatever it looks like.
  struct Spared {
    private struct Identity: Hashable {
      let device: dev_t
      let number: ino_t

      init(_ status: stat) {
        device = status.st_dev
        number = status.st_ino
      }

      init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
      }
    }

    private var given: Set<Identity> = []
    /// The given paths and every folder above them.
    private var above: Set<Identity> = []

    /// - Parameter words: the words of a command, paths among them. A path may not exist yet, and may come after `=`.
    init(_ words: some Sequence<String>) {
      for word in words {
        add(word)
        if word.hasPrefix("-"), let sign = word.firstIndex(of: "=") { add(String(word[word.index(after: sign)...])) }
      }
    }

    private mutating func add(_ path: String) {
      if path.isEmpty { return }
      if let real = Files.realPath(path) {
        if let identity = Identity(real) { given.insert(identity) }
        above.formUnion(Self.chain(real))
      }
      // The folder it stands in, too: the path may be a link, or not exist yet.
      var folder = Files.parent(of: path) ?? "."
      while Files.realPath(folder) == nil, let next = Files.parent(of: folder) { folder = next }
      above.formUnion(Self.chain(Files.realPath(folder) ?? Files.realPath(".") ?? "/"))
    }

    /// Returns the identities of a folder, its links resolved, and of every folder above it.
    private static func chain(_ path: String) -> [Identity] {
      var chain: [Identity] = []
      var folder: String? = path
      while let present = folder {
        if let identity = Identity(present) { chain.append(identity) }
        folder = Files.parent(of: present)
      }
      return chain
    }

    /// True if a folder, or one above it, was given.
    func holds(_ path: String) -> Bool {
      Self.chain(Files.realPath(path) ?? path).contains(where: given.contains)
    }

    /// True if a given path is the folder or lies in it.
    func isOrHolds(_ status: stat) -> Bool { above.contains(Identity(status)) || given.contains(Identity(status)) }
  }
}
