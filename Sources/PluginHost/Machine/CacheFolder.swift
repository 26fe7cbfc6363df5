internal import Glibc

/// The folder in which compiled kits are kept from run to run.
struct CacheFolder: Sendable, Equatable {
  let path: String
  /// A reason that the usual place could not be used, in words; nil if it is the usual one.
  let reason: String?

  /// Finds or makes the folder: `gradus` in `XDG_CACHE_HOME` or in `~/.cache`. An account without a home that can be written
  /// to gets one of its own in the folder for temporary files.
  static func find(environment: [String: String], user: uid_t = geteuid()) throws(HostError) -> CacheFolder {
    let usual =
      environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? environment["HOME"].map { $0 + "/.cache" } ?? "/var/cache"
    let failure: HostError
    do {
      return CacheFolder(path: try own(usual + "/gradus", user), reason: nil)
    } catch {
      failure = error
    }
    let temporary = (environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp")
    let own = temporary + "/gradus-cache-\(user)"
    // A name that anyone can know, in a folder that anyone can write to: what another made there is not believed.
    guard mkdir(own, 0o700) == 0 || errno == EEXIST else {
      throw .fileSystem(path: own, reason: Files.reason())
    }
    var status = stat()
    guard lstat(own, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == user,
      status.st_mode & 0o022 == 0
    else {
      throw .fileSystem(path: own, reason: "is not a folder of this account alone; remove it, or set XDG_CACHE_HOME")
    }
    return CacheFolder(path: try usable(own), reason: failure.description)
  }

  /// The folder of kits that an administrator has compiled for all accounts; nil if there is none that can be believed.
  static func shared(_ path: String = "/var/cache/gradus") -> String? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == 0,
      status.st_mode & 0o022 == 0
    else { return nil }
    return path
  }

  /// The folder, if nobody else can have put a kit there: what is in it is linked into submissions.
  private static func own(_ folder: String, _ user: uid_t) throws(HostError) -> String {
    let path = try usable(folder)
    var status = stat()
    guard stat(path, &status) == 0 else { throw .fileSystem(path: folder, reason: Files.reason()) }
    guard status.st_uid == user || status.st_uid == 0, status.st_mode & 0o002 == 0 else {
      throw .fileSystem(path: folder, reason: "belongs to another account, or everybody may write to it")
    }
    return path
  }

  private static func usable(_ folder: String) throws(HostError) -> String {
    try Files.makeFolder(folder)
    guard access(folder, W_OK | X_OK) == 0 else { throw .fileSystem(path: folder, reason: Files.reason()) }
    return Files.realPath(folder) ?? folder
  }
}
