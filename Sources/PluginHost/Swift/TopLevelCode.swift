/// The statements of a source outside of any type and function, such as a demo below the type. A library cannot have them, and
/// nothing of a submission runs but its type, so they are taken out; variables and constants stay.
struct TopLevelCode {
  /// A stretch of the source.
  private typealias Stretch = (start: Int, end: Int)

  /// The source with blanks in place of the statements, so that all else stays on its line.
  let rest: [UInt8]
  /// The lines of the statements, the first and the last.
  let lines: ClosedRange<Int>

  /// Takes out the statements of a source; `nil` if none are found.
  ///
  /// - Parameters:
  ///   - starts: line and column, from 1, at which a statement starts, from the compiler's errors.
  ///   - dump: the frontend's `-dump-parse` of the source, which says where each thing outside starts and ends.
  init?(_ source: [UInt8], starts: [(line: Int, column: Int)], dump: String) {
    var lineStarts = [0]
    for (place, byte) in source.enumerated() {
      let isEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") && source.dropFirst(place + 1).first != 10
      if isEnd { lineStarts.append(place + 1) }
    }
    func place(_ line: Int, _ column: Int) -> Int? {
      // A source can say of itself that it is at any line.
      guard (1...lineStarts.count).contains(line), (1...source.count + 1).contains(column) else { return nil }
      let place = lineStarts[line - 1] + column - 1
      return source.indices.contains(place) ? place : nil
    }
    var items: [Stretch] = []
    for line in dump.split(separator: "\n") where line.hasPrefix("  (") {
      let numbers = Self.range(in: line)
      guard numbers.count == 4, let start = place(numbers[0], numbers[1]), let end = place(numbers[2], numbers[3]),
        // A source can say of itself that it is elsewhere.
        start <= end
      else { continue }
      items.append((start, end))
    }
    let wanted = Set(starts.compactMap { place($0.line, $0.column) })
    var rest = source
    var touched: [Int] = []
    for (index, item) in items.enumerated() where wanted.contains(item.start) {
      // The dump has the start of the last token; that one ends with its line, or with its text.
      var end = Self.end(of: item.end, in: source)
      if let next = items[(index + 1)...].first(where: { $0.start > item.end }) { end = min(end, next.start) }
      for place in item.start..<end where source[place] != 10 && source[place] != 13 { rest[place] = 32 }
      touched += [item.start, end - 1]
    }
    guard let first = touched.min(), let last = touched.max() else { return nil }
    func line(_ place: Int) -> Int { lineStarts.lastIndex { $0 <= place }! + 1 }
    self.rest = rest
    lines = line(first)...line(last)
  }

  /// The four numbers of `range=[Adam.swift:10:1 - line:12:1]`. The file's name may hold brackets.
  private static func range(in line: Substring) -> [Int] {
    guard let start = line.firstRange(of: "range=[")?.upperBound,
      let middle = line[start...].firstRange(of: " - line:")
    else { return [] }
    let ends = [line[start..<middle.lowerBound], line[middle.upperBound...].prefix { $0 != "]" }]
    return ends.flatMap { $0.split(separator: ":").suffix(2).compactMap { Int($0) } }
  }

  private static func end(of token: Int, in source: [UInt8]) -> Int {
    let rest = source[token...]
    let marks = rest.prefix { $0 == UInt8(ascii: "#") }
    let quotes = Array("\"\"\"".utf8)
    let text = rest.dropFirst(marks.count)
    if text.starts(with: quotes) {
      let inside = text.dropFirst(3)
      return inside.firstRange(of: quotes + marks).map { $0.upperBound } ?? source.count
    }
    return rest.firstIndex { $0 == 10 || $0 == 13 } ?? source.count
  }
}
