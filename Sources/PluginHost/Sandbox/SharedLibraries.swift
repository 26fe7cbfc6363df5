/// The loader and libraries that a program of ours or of the toolchain needs from the system.
enum SharedLibraries {
  /// Returns the files that the loader would map for a program, as the loader itself lists them. Only for trusted
  /// programs: the loader belongs to the program.
  ///
  /// - Parameters:
  /// - more: libraries that the program loads besides, by file name.
  /// - folder: the folder that is searched for those first.
  /// - answers: the loader's answers of earlier runs.
  static func of(
    _ program: String, with more: [String] = [], in folder: String? = nil, recalling answers: KeptAnswers? = nil
  ) async throws(HostError) -> [String] {
    let places = [program, folder, "/etc/ld.so.cache", "/etc/ld.so.preload"].map { $0.map(Files.stamp) ?? "" }
    let question = ["libraries"] + places + more
    if let kept = answers?.answer(to: question), let found = unchanged(kept) { return found }
    // On glibc the program's own loader answers this without running the program.
    var environment = ["LD_TRACE_LOADED_OBJECTS": "1"]
    if !more.isEmpty { environment["LD_PRELOAD"] = more.joined(separator: ":") }
    if let folder { environment["LD_LIBRARY_PATH"] = folder }
    let command = Command(program, [], environment: environment)
    let result = try await command.run(seconds: 30)
    // A program without a loader knows nothing of the question.
    guard result.ending == .exited(0) else { return [] }
    var found: [String] = []
    for line in String(decoding: result.output, as: UTF8.self).split(separator: "\n") {
      let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
      guard let path = words.first(where: { $0.hasPrefix("/") }).map(String.init) else { continue }
      let plain = withoutDots(path)
      if !found.contains(plain) { found.append(plain) }
    }
    answers?.keep(found.map { Files.stamp(of: $0) + "\n" }.joined(), to: question)
    return found
  }

  /// Returns the paths of files by their states, one a line; `nil` if one has changed.
  private static func unchanged(_ stamps: String) -> [String]? {
    var paths: [String] = []
    for stamp in stamps.split(separator: "\n") {
      guard let start = stamp.firstIndex(of: "/"), Files.stamp(of: String(stamp[start...])) == stamp else { return nil }
      paths.append(String(stamp[start...]))
    }
    return paths
  }

  /// Returns the folders that libraries are in, without repetition.
  static func folders(of libraries: [String]) -> [String] {
    var folders: [String] = []
    for folder in libraries.compactMap(Files.parent) where !folders.contains(folder) { folders.append(folder) }
    return folders
  }

  /// Returns a path without `..`, as text: `/a/b/../c` is `/a/c`.
  private static func withoutDots(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
