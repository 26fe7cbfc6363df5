import Foundation
import PluginHost
import Reporting

/// The commands of Slurm. Accounting is not asked: many clusters have none.
struct Cluster: Sendable {
  let spool: Spool
  let token: String
  /// The options that are passed through to `sbatch`.
  let words: [String]
  /// The number of tasks in one array, `MaxArraySize`: the largest index is one less.
  let arraySize: Int

  init(_ spool: Spool, token: String, words: [String]) async throws(Failure) {
    (self.spool, self.token, self.words) = (spool, token, words)
    let said = try await Self.run(["scontrol", "show", "config"])
    guard let output = said.output else { throw .grader(Wording.slurmRefuses("scontrol", said.reason)) }
    arraySize = Self.arraySize(in: output) ?? 1001
  }

  /// Returns Slurm's bound on arrays from the words of `scontrol show config`.
  static func arraySize(in text: String) -> Int? {
    let line = text.split(separator: "\n").first { $0.hasPrefix("MaxArraySize") }
    let value = line?.split(separator: "=").last.map { $0.trimmingCharacters(in: .whitespaces) }
    return value.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
  }

  private var prefix: String { "gradus-\(token)-" }

  /// Submits tasks for some chunks of one array's range, whose numbers begin at `offset`.
  ///
  /// - Returns: the words with which Slurm refuses; `nil` if it does not.
  func submit(_ chunks: [Int], from offset: Int) async throws(Failure) -> String? {
    let program = ReportWriter.realPath("/proc/self/exe") ?? "gradus"
    // A node may not have the folder for temporary files that this machine has.
    let script = """
      [ -d "${TMPDIR:-/}" ] || unset TMPDIR
      exec \(ShellWord.quoted(program)) grade-chunk \(ShellWord.quoted(spool.path)) $((\(offset) + SLURM_ARRAY_TASK_ID))
      """
    let said = try await Self.run(
      ["sbatch", "--parsable", "--export=ALL", "--requeue", "--ntasks=1", "--cpus-per-task=1"] + words + [
        "--job-name=\(prefix)\(offset)", "--array=\(Self.ranges(chunks.map { $0 - offset }))",
        "--chdir=\(spool.path)", "--output=\(spool.path)/log/%A_%a.txt", "--wrap=\(script)",
      ])
    return said.output == nil ? said.reason : nil
  }

  /// Returns the chunks whose tasks wait or run; `nil` if Slurm does not answer.
  func present() async throws(Failure) -> Set<Int>? {
    let said = try await Self.run(["squeue", "--noheader", "--array", "--user=\(getuid())", "--format=%j %K"])
    return said.output.map { Self.present(in: $0, prefix) }
  }

  /// Returns the chunks of `squeue`'s lines, "NAME INDEX", whose names begin so.
  static func present(in text: String, _ prefix: String) -> Set<Int> {
    Set(
      text.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ")
        guard words.count == 2, words[0].hasPrefix(prefix), let offset = Int(words[0].dropFirst(prefix.count)) else {
          return nil
        }
        return Int(words[1]).map { offset + $0 }
      })
  }

  /// Ends the tasks for some offsets that still wait or run: what they would do is done.
  func cancel(_ offsets: Set<Int>) async {
    for offset in offsets.sorted() {
      _ = try? await Self.run(["scancel", "--user=\(getuid())", "--name=\(prefix)\(offset)"])
    }
  }

  /// Returns numbers as Slurm writes them: 0-3,7.
  static func ranges(_ numbers: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers.sorted() {
      if let last = ranges.last, last.upperBound == number - 1 {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(
      separator: ",")
  }

  /// A command's output, or the last line of what it complains of.
  private static func run(_ words: [String]) async throws(Failure) -> (output: String?, reason: String) {
    let result: Command.Result
    do throws(HostError) {
      result = try await Command("/usr/bin/env", words, environment: Environment.current)
        .run(seconds: 120, keeping: 1 << 26)
    } catch {
      throw .grader(error.description)
    }
    if result.ending == .exited(127) { throw Failure.usage(Wording.noSlurm(words[0])) }
    let reason = String(decoding: result.errors, as: UTF8.self).split(separator: "\n").last.map(String.init) ?? ""
    let isDone = result.ending == .exited(0)
    return (isDone ? String(decoding: result.output, as: UTF8.self) : nil, reason)
  }
}
