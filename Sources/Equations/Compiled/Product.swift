import CKernels

/// Products of matrices in buffers, with any order of their axes.
struct Product {
  private let shape: gradus_product_shape
  private let left: Int
  private let right: Int
  private let target: Int
  /// The start of each matrix of a batch in either factor.
  private let starts: UnsafeMutableBufferPointer<(left: Int, right: Int)>

  var workspace: Int { Int(gradus_product_workspace(shape)) }

  init(_ id: Graph.ID, _ graph: Graph, _ buffers: [Graph.ID: Int]) {
    guard case .contract(let a, let b, let over) = graph.nodes[id].operation,
      let (batch, onlyA, onlyB) = try? graph.layout(a).contracted(with: graph.layout(b), over: over)
    else { preconditionFailure("no product") }
    func size(_ axes: [Axis], _ node: Graph.ID) -> Int64 {
      Int64(axes.reduce(1) { $0 * (graph.extent(node, $1) ?? 1) })
    }
    func stride(_ axes: [Axis], _ node: Graph.ID) -> Int64 { Int64(graph.single(node, axes) ?? 0) }
    shape = gradus_product_shape(
      rows: size(onlyA, a), inner: size(over, a), columns: size(onlyB, b), aRow: stride(onlyA, a),
      aInner: stride(over, a), bInner: stride(over, b), bColumn: stride(onlyB, b))
    left = buffers[graph.source(a)] ?? 0
    right = buffers[graph.source(b)] ?? 0
    target = buffers[id] ?? 0
    var positions = [(left: 0, right: 0)]
    for axis in batch {
      let extent = graph.extent(a, axis) ?? 1
      positions = positions.flatMap { start in
        (0..<extent).map { (start.left + $0 * graph.stride(a, axis), start.right + $0 * graph.stride(b, axis)) }
      }
    }
    starts = .allocate(capacity: positions.count)
    _ = starts.initialize(fromContentsOf: positions)
  }

  func run(_ memory: Memory, _ workspace: UnsafeMutablePointer<Double>) {
    let size = Int(shape.rows * shape.columns)
    if size == 0 || shape.inner == 0 { return }
    for (index, start) in starts.enumerated() {
      gradus_product(
        shape, memory[left] + start.left, memory[right] + start.right, memory[target] + index * size, workspace)
    }
  }

  func deallocate() { starts.deallocate() }
}
