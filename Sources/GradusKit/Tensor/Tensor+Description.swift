/// The text that `print` shows: the numbers in rows, and only the ends of a long axis.
extension Tensor: CustomStringConvertible {
  /// The numbers in rows, as `[[1.0, 2.0], [3.0, 4.0]]`.
  public var description: String { text(from: 0, axis: 0) }

  private func text(from start: Int, axis: Int) -> String {
    guard axis < shape.count else { return "\(values[start])" }
    let width = shape[(axis + 1)...].reduce(1, *)
    let entries = Tensor.shown(shape[axis]).map { entry in
      entry.map { text(from: start + $0 * width, axis: axis + 1) } ?? "…"
    }
    // Entries stand below each other if they are rows themselves.
    let separator = axis + 1 < shape.count ? ",\n" + String(repeating: " ", count: axis + 1) : ", "
    return "[" + entries.joined(separator: separator) + "]"
  }

  /// The positions of an axis that are shown; nil stands for those left out.
  private static func shown(_ extent: Int) -> [Int?] {
    extent <= 8 ? Array(0..<extent) : Array(0..<3) + [nil] + Array(extent - 3..<extent)
  }
}
