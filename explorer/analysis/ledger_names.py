"""What the parameters behind a result are called, and their units, as data.

Words are English source texts; whoever shows them translates. Cost parameters go by the last part
of their id.
"""

from __future__ import annotations

from collections.abc import Mapping

Named = Mapping[str, tuple[str, str]]
"""Name -> label, unit. The unit "%" stands for a fraction."""

COST: Named = {
    "wafer_usd": ("Wafer price", "$/wafer"),
    "defect_density": ("Defect density", "1/cm²"),
    "logic_factor": ("Logic area against N5", "×"),
    "core_area_gpu": ("Core area, GPU", "mm²/PFLOPS"),
    "core_area_systolic": ("Core area, statically scheduled", "mm²/PFLOPS"),
    "scratchpad_area": ("Scratchpad area", "mm²/MB"),
    "cache_area": ("Cache area", "mm²/MB"),
    "phy_factor": ("Memory PHY area against N5", "×"),
    "link_area": ("Link area, both directions", "mm² per TB/s"),
    "vector_area": ("Vector unit area", "mm²/TFLOPS"),
    "vector_usual_gpu": ("Usual vector rate, GPU", "TFLOPS/PFLOPS"),
    "vector_usual_systolic": ("Usual vector rate, statically scheduled", "TFLOPS/PFLOPS"),
    "scratchpad_ports": ("Ports and wires of a scratchpad", "%"),
    "cache_ports": ("Ports and wires of a cache", "%"),
    "scratchpad_usual": ("Usual scratchpad rate", "TB/s per MB"),
    "cache_usual": ("Usual cache rate", "TB/s per MB"),
    "network_area": ("Scale-out area, both directions", "mm² per TB/s"),
    "phy_speed_area": ("PHY area that goes with speed", "mm² per TB/s"),
    "gpu_energy": ("Energy of FP8, GPU", "pJ/FLOP"),
    "systolic_energy": ("Energy of FP8, statically scheduled", "pJ/FLOP"),
    "sram_energy": ("Energy of SRAM", "pJ/bit"),
    "link_energy": ("Energy of scale-up links", "pJ/bit"),
    "price": ("Memory price", "$/GB"),
    "price_rate": ("Memory bandwidth at that price", "TB/s per GB"),
    "rate_share": ("Memory price that goes with bandwidth", "%"),
    "unit_gb": ("Capacity of a stack or device", "GB"),
    "unit_tbs": ("Bandwidth of a stack or device", "TB/s"),
    "phy_area": ("PHY area of a stack or device at N5", "mm²"),
    "footprint": ("Interposer under a stack", "mm²"),
    "energy": ("Energy of memory and its PHY", "pJ/bit"),
    "die_fixed": ("Fixed area of a die", "mm²"),
    "die_fixed_systolic": ("Fixed area of a die, statically scheduled", "mm²"),
    "disabled_share": ("Compute fused off", "%"),
    "extra_fp4": ("Area of FP4 beyond twice FP8", "×"),
    "die_to_die": ("Area for links between dies", "%"),
    "reticle": ("Largest die", "mm²"),
    "wafer_part": ("Largest part of one wafer", "mm²"),
    "stacks_single": ("Stacks along a single die", "stacks"),
    "stacks_facing": ("Stacks per die where dies face each other", "stacks"),
    "wafer_diameter": ("Wafer diameter", "mm"),
    "cluster_alpha": ("Clustering of defects", ""),
    "critical_harvested": ("Critical area with harvesting", "%"),
    "critical_plain": ("Critical area without harvesting", "%"),
    "critical_wafer_scale": ("Critical area of a wafer-scale part", "%"),
    "interposer_s": ("Interposer, CoWoS-S", "$/mm²"),
    "interposer_l": ("Interposer, CoWoS-L", "$/mm²"),
    "interposer_factor": ("Interposer over silicon area", "×"),
    "flip_chip": ("Package without an interposer", "$"),
    "assembly_yield": ("Yield of assembly", "%"),
    "test_adder": ("Test, labour and burn-in", "%"),
    "sram_area": ("Stacked SRAM area, N7", "mm²/MB"),
    "bond_area": ("Area of bonds on each die", "mm² per TB/s"),
    "die": ("Size of a stacked die", "mm²"),
    "bond_usd": ("Thinning, vias and bonding", "$/mm²"),
    "bond_defects": ("Defects of bonds", "1/cm²"),
    "bond_energy": ("Energy through bonds", "pJ/bit"),
    "unit_mb": ("Capacity of a stacked die", "MB"),
    "fp16_to_fp8": ("Energy of 16-bit over FP8", "×"),
    "fp4_to_fp8": ("Energy of FP4 over FP8", "×"),
    "static_share": ("Idle power over TDP", "%"),
    "vector_to_fp8": ("Energy of a vector FLOP over FP8", "×"),
    "vector_share": ("Vector rate in use beside the matrix units", "%"),
    "sram_usual": ("Usual SRAM rate to the vector rate", "TB/s per TFLOPS"),
    "leader": ("Gross margin, market leader", "%"),
    "merchant": ("Gross margin, other vendors", "%"),
    "in_house": ("Gross margin, chips for own use", "%"),
    "input": ("Input", "$/Mtok"),
    "cached": ("Cached input", "$/Mtok"),
    "output": ("Output", "$/Mtok"),
}

ROWS: Mapping[str, str] = {
    "ddr5": "DDR5", "gddr6": "GDDR6", "gddr7": "GDDR7", "hbm2e": "HBM2e", "hbm3": "HBM3",
    "hbm3e": "HBM3e", "hbm4": "HBM4", "hbm4e": "HBM4e", "hibl1": "HiBL 1.0", "hizq2": "HiZQ 2.0",
    "lpddr5x": "LPDDR5X",
}  # fmt: skip
"""Kinds of memory as they are written."""

OWN_COST: Named = {
    "nre_usd": ("One-off cost of the design", "$"),
    "volume": ("Chips it is spread over", "chips"),
}

CONSTANTS: Named = {
    "gemm_efficiency": ("Matrix products, large", "%"),
    "fp8_efficiency": ("Matrix products in FP8 against 16-bit", "%"),
    "fp4_efficiency": ("Matrix products in FP4 against 16-bit", "%"),
    "dequantise_flops": ("Unpacking narrow weights", "FLOP/weight"),
    "gguf_flops": ("Unpacking GGUF blocks", "FLOP/weight"),
    "k_serial_us": ("Serial part of a product", "µs per 1024 of K"),
    "block_serial_us": ("More of it with block scales", "µs per 1024 of K"),
    "drain_flops": ("Draining results of a product", "FLOP/value"),
    "grouped_drain": ("Draining of routed experts", "×"),
    "attention_efficiency": ("Attention in prefill", "%"),
    "memory_efficiency": ("Memory bandwidth reached", "%"),
    "cpu_memory_efficiency": ("Memory bandwidth reached, CPU", "%"),
    "sram_efficiency": ("SRAM bandwidth reached", "%"),
    "link_efficiency": ("Link rate reached", "%"),
    "static_efficiency": ("Matrix products, statically scheduled", "%"),
    "cpu_efficiency": ("Matrix products, CPU", "%"),
    "tile_m": ("Height of a matrix instruction", "rows"),
    "collective_step_us": ("Start of a collective", "µs"),
    "collective_ramp": ("Ramp of a collective", "×"),
    "network_efficiency": ("Network rate reached", "%"),
    "network_step_us": ("Start of a collective over the network", "µs"),
    "exchange_start_us": ("Start of dispatch or combine", "µs"),
    "exchange_wait_us": ("Wait for the slowest of its groups", "µs per e-fold"),
    "sram_pin_fraction": ("SRAM free to hold weights and KV", "%"),
    "softmax_flops": ("Work of softmax", "FLOP/score"),
    "elementwise_flops": ("Work between products", "FLOP/element"),
    "reserve_fraction": ("Memory kept in reserve", "%"),
    "expert_skew": ("Popularity of experts, skew", ""),
    "expert_imbalance": ("Load of the busiest group", "%"),
    "chunk_tokens": ("Prefill chunk in a pipeline", "tok"),
    "launch_us": ("Launch of a kernel in prefill", "µs"),
    "sequence_host_us": ("Host work per sequence and step", "µs"),
    "queue_share": ("Queue against an open one", "×"),
}

ENGINE: Named = {
    "step_host_us": ("Host time per step", "µs"),
    "kernel_us": ("Launch and drain of a kernel", "µs"),
    "request_ms": ("Request outside the chip", "ms"),
    "overlap": ("Communication behind compute", "%"),
    "eager_us": ("Host launch of a kernel in decode", "µs"),
    "link_share": ("Rate of the engine's collectives", "%"),
    "admission": ("Output reserved at admission", "%"),
    "score_bytes": ("Memory traffic of a score", "B"),
}
