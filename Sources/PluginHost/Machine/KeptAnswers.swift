internal import Glibc

/// Answers of programs that we trust, about the machine as it is, kept from run to run beside the kits. Each stands under all
/// that it depends on: another file, another boot, another account asks anew.
///
/// They save time and prove nothing. A file that is missing now, or a layer that cannot be put up now, is an error in any
/// case; then they are forgotten, and asked for again.
package struct KeptAnswers: Sendable, Equatable {
  /// A number of answers that a few toolchains need. Beyond it all are asked for again.
  private static let most = 64

  private let folder: String

  /// - Parameters:
  ///   - cache: a folder of ours that no submission can write to.
  ///   - kind: the name of a folder there: answers of one kind do not crowd out those of another.
  package init(cache: String, kind: String = "answers") { folder = cache + "/" + kind }

  /// Finds the answers of this account; `nil` if it has no cache.
  package static func find(
    environment: [String: String] = Environment.current, kind: String = "answers"
  ) -> KeptAnswers? {
    (try? CacheFolder.find(environment: environment)).map { KeptAnswers(cache: $0.path, kind: kind) }
  }

  /// Returns the answer that was kept; `nil` if there is none, or none that this account alone can have written.
  package func answer(to question: [String]) -> String? {
    let path = path(of: question)
    var status = stat()
    guard lstat(path, &status) == 0, status.st_uid == geteuid(), status.st_mode & 0o022 == 0,
      let bytes = Files.bytes(of: path, limit: 1 << 20)
    else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    let head = Self.head(question)
    return text.hasPrefix(head) ? String(text.dropFirst(head.count)) : nil
  }

  /// Keeps an answer. A failure costs the time of asking again, and nothing else.
  package func keep(_ answer: String, to question: [String]) {
    let path = path(of: question)
    if (Files.names(in: folder) ?? []).count >= Self.most { forget() }
    // Whoever reads meanwhile finds all of it or nothing.
    let draft = path + ".\(getpid())"
    guard (try? Files.makeFolder(folder, mode: 0o700)) != nil else { return }
    guard (try? Files.write(Array((Self.head(question) + answer).utf8), to: draft)) != nil,
      chmod(draft, 0o600) == 0, rename(draft, path) == 0
    else {
      unlink(draft)
      return
    }
  }

  /// Has everything asked for again.
  package func forget() { Files.remove(folder) }

  private func path(of question: [String]) -> String {
    var digest = Digest()
    for part in question { digest.add(part) }
    return folder + "/" + digest.text
  }

  /// The question stands before its answer: two of one name are told apart.
  private static func head(_ question: [String]) -> String {
    question.map { $0 + "\n" }.joined() + "\n"
  }
}

extension Files {
  /// The file that a path leads to, whatever becomes of it. Empty if there is none.
  static func identity(of path: String) -> String {
    var status = stat()
    return stat(path, &status) == 0 ? "\(status.st_dev) \(status.st_ino)" : ""
  }

  /// The state of a file: which one it is, and when it was changed last. Empty if there is none.
  static func stamp(of path: String) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return "" }
    let times = [status.st_mtim, status.st_ctim].map { "\($0.tv_sec).\($0.tv_nsec)" }.joined(separator: " ")
    return "\(status.st_dev) \(status.st_ino) \(status.st_size) \(times) \(path)"
  }
}
