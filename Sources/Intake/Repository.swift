internal import CProcess
internal import Glibc

/// A working copy of a student's repository.
enum Repository {
  /// Returns the instant of the last commit, as its committer's machine has told it; `nil` if git does not say.
  ///
  /// Only one object is read. No hook, pager, program for signatures or helper of a transport is run, whatever the
  /// repository's own settings ask for.
  static func lastCommit(in folder: String) -> Int? {
    guard Folder.kind(at: "\(folder)/.git") == .folder, let git else { return nil }
    let text = output(
      of: [
        git, "--git-dir=\(folder)/.git", "-c", "safe.directory=*", "-c", "protocol.allow=never", "--no-replace-objects",
        "cat-file", "commit", "HEAD",
      ],
      environment: [
        "LC_ALL=C", "HOME=/nonexistent", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
        "GIT_ALLOW_PROTOCOL=none", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0",
      ])
    // committer Ann Lee <ann@example.org> 1769900399 +0100
    let line = text.split(separator: UInt8(ascii: "\n")).first { $0.starts(with: "committer ".utf8) }
    let words = line?.split(separator: UInt8(ascii: " ")) ?? []
    return words.count < 3 ? nil : Int(String(decoding: words[words.count - 2], as: UTF8.self))
  }

  private static let git: String? =
    getenv("PATH").map { String(cString: $0) }?.split(separator: ":").map { "\($0)/git" }.first {
      access($0, X_OK) == 0
    }

  /// Returns the beginning of a program's output. One that is still running after ten seconds is ended: a pipe in the
  /// place of a file would hold it for ever.
  private static func output(of command: [String], environment: [String]) -> [UInt8] {
    var child = gradus_child()
    let started = withStrings(command) { arguments in
      withStrings(environment) { gradus_spawn(command[0], arguments, $0, nil, 0, &child) }
    }
    guard started == 0 else { return [] }
    close(child.errors)
    defer {
      close(child.output)
      kill(-child.process, SIGKILL)
      while waitpid(child.process, nil, 0) < 0, errno == EINTR {}
    }
    let end = ContinuousClock.now + .seconds(10)
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while bytes.count < 1 << 16, ContinuousClock.now < end {
      var events = pollfd(fd: child.output, events: Int16(POLLIN), revents: 0)
      guard poll(&events, 1, 100) > 0 else { continue }
      let count = read(child.output, &chunk, chunk.count)
      if count <= 0 { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes
  }

  private static func withStrings<Value>(
    _ strings: [String], _ work: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Value
  ) -> Value {
    let copies = strings.map { strdup($0) } + [nil]
    defer { for copy in copies { free(copy) } }
    return copies.withUnsafeBufferPointer { work($0.baseAddress!) }
  }
}
