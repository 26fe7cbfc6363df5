package import GradeModel
import Yams

extension Assignment {
  /// Reads a manifest.
  ///
  /// - Parameters:
  ///   - manifest: the manifest's bytes.
  ///   - file: its path, as messages shall show it.
  ///   - id: the assignment's folder name.
  ///   - feedback: the course's own, which a manifest may change.
  /// - Throws: all faults of the manifest, by line.
  package init(manifest bytes: some Sequence<UInt8>, file: String, id: String, feedback: Feedback = .standard)
    throws(ManifestError)
  {
    let root: ManifestNode
    do {
      root = ManifestNode(node: try parse(Array(bytes)), path: "")
    } catch {
      throw ManifestError(file: file, problems: [error])
    }
    var reader = ManifestReader()
    reader.feedback = feedback
    if let assignment = reader.assignment(root, id: id) {
      self = assignment
    } else {
      throw ManifestError(file: file, problems: reader.ordered)
    }
  }
}

extension ManifestReader {
  /// The problems in the order of the file, as a reader wants them: the walk notes a missing key after the faults further down.
  var ordered: [ManifestProblem] {
    problems.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
  }
}

/// Parses YAML, and turns its errors into ours.
func parse(_ given: [UInt8]) throws(ManifestProblem) -> Node {
  let bytes = utf8(given)
  let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
  guard let text = String(validating: bytes, as: UTF8.self) else {
    let bad = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
    throw ManifestProblem(line: bad + 1, column: 1, path: "", fault: .notText)
  }
  do {
    guard let root = try Yams.Parser(yaml: text, encoding: .utf8).singleRoot() else {
      throw ManifestProblem(line: 1, column: 1, path: "", fault: .empty)
    }
    return root
  } catch let problem as ManifestProblem {
    throw problem
  } catch let error as YamlError {
    throw problem(error, lines: lines)
  } catch {
    throw ManifestProblem(line: 1, column: 1, path: "", fault: .notYAML("\(error)"))
  }
}

/// Returns a text in UTF-8 without the mark by which an editor tells its encoding: UTF-8 or one of the two of UTF-16.
/// A manifest's text as UTF-8, without a byte order mark.
func utf8(_ bytes: [UInt8]) -> [UInt8] {
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(bytes.dropFirst(3)) }
  let isLittle = bytes.starts(with: [0xFF, 0xFE])
  guard isLittle || bytes.starts(with: [0xFE, 0xFF]), bytes.count.isMultiple(of: 2) else { return bytes }
  let units = stride(from: 2, to: bytes.count, by: 2).map { place -> UInt16 in
    let (one, other) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
    return isLittle ? other << 8 | one : one << 8 | other
  }
  return String(validating: units, as: UTF16.self).map { Array($0.utf8) } ?? bytes
}

private func problem(_ error: YamlError, lines: [ArraySlice<UInt8>]) -> ManifestProblem {
  switch error {
  case .scanner(let context, let words, let mark, _), .parser(let context, let words, let mark, _),
    .composer(let context, let words, let mark, _):
    // The scanner's message is only that "a character cannot start a token", and an editor shows no difference.
    if lines.indices.contains(mark.line - 1),
      lines[mark.line - 1].prefix(while: { $0 == 0x20 || $0 == 0x09 }).contains(0x09)
    {
      return ManifestProblem(line: mark.line, column: mark.column, path: "", fault: .tab)
    }
    // The composer's message has its two parts in the other order than the scanner's and the parser's.
    let isComposer = if case .composer = error { true } else { false }
    let said = [words, context?.text].compactMap(\.self)
    let fault = ManifestProblem.Fault.notYAML((isComposer ? said.reversed() : said).joined(separator: " "))
    return ManifestProblem(line: mark.line, column: mark.column, path: "", fault: fault)
  case .duplicatedKeysInMapping(let duplicates, let context):
    let fault = ManifestProblem.Fault.duplicateKey(duplicates.first ?? "")
    return ManifestProblem(line: context.mark.line, column: context.mark.column, path: "", fault: fault)
  case .reader(let words, let offset, _, let yaml):
    let line = yaml.prefix(offset ?? 0).count(where: \.isNewline) + 1
    return ManifestProblem(line: line, column: 1, path: "", fault: .notYAML(words))
  default:
    return ManifestProblem(line: 1, column: 1, path: "", fault: .notYAML("\(error)"))
  }
}
