/** Words that people use for fields in Arabic, Hebrew, Thai, Vietnamese, Indonesian and Malay, in the order of strength. */
export const wordsSouth: Record<string, string> = {
  account:
    'العميل, اسم العميل, الزبون, الشركة, לקוח, שם לקוח, שם הלקוח, ลูกค้า, ชื่อลูกค้า, บริษัท, khách hàng, tên khách hàng, công ty, pelanggan, nama pelanggan, nama customer, perusahaan',
  account_id:
    'رقم العميل, رمز العميل, מספר לקוח, קוד לקוח, รหัสลูกค้า, mã khách hàng, mã kh, kode pelanggan, id pelanggan, no pelanggan',
  product:
    'المنتج, اسم المنتج, الصنف, اسم الصنف, מוצר, שם מוצר, פריט, สินค้า, ชื่อสินค้า, sản phẩm, tên sản phẩm, tên hàng, mặt hàng, produk, nama produk, nama barang, barang',
  sku: 'رمز المنتج, رقم الصنف, كود الصنف, מקט, קוד מוצר, รหัสสินค้า, mã sản phẩm, mã hàng, kode produk, kode barang',
  date: 'التاريخ, تاريخ الطلب, تاريخ الفاتورة, الشهر, תאריך, תאריך הזמנה, תאריך חשבונית, חודש, วันที่, วันที่สั่งซื้อ, วันที่ใบแจ้งหนี้, เดือน, ngày, ngày đặt hàng, ngày hóa đơn, ngày bán, tháng, tanggal, tgl, tanggal pesanan, tanggal faktur, tarikh, bulan',
  order:
    'رقم الطلب, رقم الفاتورة, מספר הזמנה, מספר חשבונית, เลขที่ใบสั่งซื้อ, เลขที่ใบแจ้งหนี้, số đơn hàng, mã đơn hàng, số hóa đơn, no pesanan, nomor pesanan, no faktur, nomor faktur',
  revenue:
    'المبلغ, المبيعات, الإيرادات, صافي المبيعات, القيمة, الإجمالي, סכום, מכירות, הכנסות, מחזור, ยอดขาย, จำนวนเงิน, รายได้, มูลค่า, doanh thu, doanh số, thành tiền, số tiền, penjualan, pendapatan, jumlah harga, nilai penjualan, omzet, nilai, jualan',
  quantity: 'الكمية, العدد, כמות, จำนวน, ปริมาณ, số lượng, sl, kuantitas, jumlah, jumlah barang, kuantiti',
  price: 'السعر, سعر الوحدة, מחיר, מחיר ליחידה, ราคา, ราคาต่อหน่วย, đơn giá, giá, harga, harga satuan',
  cost: 'التكلفة, עלות, ต้นทุน, giá vốn, chi phí, biaya, harga pokok',
  currency: 'العملة, מטבע, สกุลเงิน, tiền tệ, loại tiền, mata uang, mata wang',
  region: 'المنطقة, אזור, ภูมิภาค, ภาค, khu vực, vùng, miền, wilayah, daerah',
  city: 'المدينة, עיר, เมือง, จังหวัด, thành phố, tỉnh thành, kota, bandar',
  market: 'الدولة, البلد, מדינה, ประเทศ, quốc gia, negara',
  owner:
    'المندوب, مندوب المبيعات, איש מכירות, סוכן, พนักงานขาย, nhân viên bán hàng, nhân viên kinh doanh, tenaga penjual',
  target: 'الهدف, المستهدف, יעד, תקציב, เป้าหมาย, mục tiêu, kế hoạch, anggaran',
  comment: 'ملاحظات, תגובה, הערות, ความคิดเห็น, หมายเหตุ, nhận xét, ghi chú, komentar, catatan, keterangan',
};
