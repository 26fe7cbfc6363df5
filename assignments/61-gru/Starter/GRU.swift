import GradusKit

/// A gated recurrent unit over a sequence, there and back through time.
struct GRU: Layer {
  /// The grader writes these before the first call. The rows of Wx, Wh and b are those of r, z and n.
  var h0 = Tensor(0)
  var Wx = Tensor(0)
  var Wh = Tensor(0)
  var b = Tensor(0)
  /// The loss's derivative by the output of every position.
  var dh = Tensor(0)

  /// What you compute is read from these, by name.
  var h = Tensor(0)
  var dWx = Tensor(0)
  var dWh = Tensor(0)
  var db = Tensor(0)
  var dh0 = Tensor(0)

  /// There and back: keeps all of the above.
  ///
  /// - Parameter x: The sequences, of shape [positions, sequences, features]; `x[row: t]` is position t of all.
  /// - Returns: h.
  mutating func forward(_ x: Tensor) -> Tensor {
    // TODO: there, from the first position to the last.
    h = .zeros([x.shape[0], h0.shape[0], h0.shape[1]])
    // TODO: back, from the last position to the first.
    dWx = .zeros(like: Wx)
    dWh = .zeros(like: Wh)
    db = .zeros(like: b)
    dh0 = .zeros(like: h0)
    return h
  }

  /// Never called: leave it as it is.
  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
