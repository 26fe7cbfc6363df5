extension Double {
  /// The number with at most three decimals, without zeros at the end.
  var toThousandths: String {
    let rounded = (self * 1000).rounded() / 1000
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int(rounded)) : "\(rounded)"
  }
}
