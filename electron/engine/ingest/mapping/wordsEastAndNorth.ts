/**
 * Words that people use for fields in Polish, Czech, Slovak, Hungarian, Romanian, Russian, Ukrainian, Turkish, Greek, Swedish,
 * Danish, Norwegian and Finnish, in the order of strength. Accents do not matter.
 */
export const wordsEastAndNorth: Record<string, string> = {
  account:
    'kontrahent, nazwa kontrahenta, klient, nazwa klienta, odbiorca, nabywca, zákazník, název zákazníka, zákazník název, odběratel, jméno zákazníka, názov zákazníka, odberateľ, ügyfél, ügyfél neve, ügyfélnév, vevő, vevő neve, partner neve, denumire client, nume client, beneficiar, клиент, наименование клиента, название клиента, контрагент, наименование контрагента, покупатель, заказчик, клієнт, покупець, müşteri, müşteri adı, müşteri ünvanı, cari adı, firma adı, πελάτης, επωνυμία, επωνυμία πελάτη, όνομα πελάτη, kund, kundnamn, företag, kunde, kundenavn, firmanavn, asiakas, asiakkaan nimi, asiakasnimi, yritys',
  account_id:
    'kod klienta, id klienta, numer klienta, nr klienta, kod kontrahenta, kód zákazníka, číslo zákazníka, id zákazníka, ičo, ügyfélkód, ügyfélazonosító, vevőkód, cod client, id client, код клиента, номер клиента, код контрагента, инн, код клієнта, müşteri kodu, müşteri no, müşteri numarası, cari kodu, κωδικός πελάτη, αφμ, kundnummer, kundnr, kund-id, organisationsnummer, kundenummer, kundenr, kunde-id, asiakasnumero, asiakasnro, asiakastunnus',
  product:
    'produkt, nazwa produktu, towar, nazwa towaru, výrobek, název výrobku, název produktu, zboží, položka, výrobok, tovar, termék, terméknév, termék neve, cikk, megnevezés, produs, denumire produs, articol, товар, наименование товара, номенклатура, продукт, номенклатура ürün, ürün adı, malzeme, malzeme adı, stok adı, προϊόν, είδος, περιγραφή, produktnamn, artikelnamn, benämning, produkt, produktnavn, vare, varenavn, varebeskrivelse, tuote, tuotenimi, tuotteen nimi, nimike',
  sku: 'kod produktu, kod towaru, kód výrobku, kód produktu, kód zboží, číslo artiklu, cikkszám, termékkód, cod produs, cod articol, артикул, код товара, код номенклатуры, ürün kodu, stok kodu, malzeme kodu, κωδικός προϊόντος, κωδικός είδους, artikelnummer, artikelnr, produktnummer, varenummer, varenr, tuotekoodi, tuotenumero',
  category:
    'kategoria, grupa towarowa, grupa produktów, kategorie, skupina, kategória, termékcsoport, categorie, категория, группа товаров, товарная группа, категорія, kategori, ürün grubu, κατηγορία, varugrupp, varegruppe, tuoteryhmä, kategoria',
  date: 'data, data sprzedaży, data wystawienia, data faktury, data zamówienia, miesiąc, okres, kwartał, datum, datum objednávky, datum vystavení, datum prodeje, datum faktury, měsíc, období, dátum, dátum objednávky, mesiac, kelt, számla kelte, teljesítés, hónap, időszak, rendelés dátuma, data facturii, data comenzii, lună, дата, дата заказа, дата продажи, дата отгрузки, дата документа, месяц, период, квартал, дата замовлення, місяць, період, tarih, sipariş tarihi, fatura tarihi, satış tarihi, dönem, ημερομηνία, ημερομηνία παραγγελίας, ημερομηνία τιμολογίου, μήνας, περίοδος, orderdatum, fakturadatum, försäljningsdatum, månad, dato, ordredato, fakturadato, salgsdato, måned, päivämäärä, pvm, tilauspäivä, laskun päivämäärä, kuukausi, kausi',
  order:
    'numer zamówienia, nr zamówienia, zamówienie, numer faktury, nr faktury, faktura, numer dokumentu, nr dokumentu, číslo objednávky, objednávka, číslo faktury, číslo dokladu, doklad, rendelésszám, rendelés száma, számlaszám, számla száma, bizonylatszám, număr factură, nr factură, număr comandă, nr comandă, номер заказа, заказ, номер документа, номер счета, документ, номер накладной, номер замовлення, sipariş no, sipariş numarası, fatura no, fatura numarası, belge no, αριθμός παραγγελίας, αριθμός τιμολογίου, παραστατικό, ordernummer, ordernr, fakturanummer, fakturanr, ordrenummer, ordrenr, tilausnumero, tilausnro, laskunumero, laskun numero',
  revenue:
    'wartość, wartość netto, wartość brutto, wartość sprzedaży, kwota, kwota netto, kwota brutto, przychód, przychody, sprzedaż, sprzedaż netto, obrót, netto, částka, částka bez dph, cena celkem, celkem, celková cena, obrat, tržby, tržba, hodnota, prodej, suma, čiastka, bevétel, árbevétel, nettó árbevétel, összeg, nettó összeg, nettó érték, érték, forgalom, valoare, valoare netă, valoare fără tva, sumă, vânzări, venit, cifră de afaceri, выручка, сумма, сумма продажи, сумма без ндс, сумма заказа, продажи, оборот, стоимость, доход, виручка, сума, дохід, tutar, net tutar, toplam tutar, satış tutarı, ciro, hasılat, gelir, toplam, ποσό, αξία, καθαρή αξία, έσοδα, πωλήσεις, τζίρος, σύνολο, belopp, nettobelopp, summa, omsättning, försäljning, intäkt, intäkter, beløb, beløp, nettobeløb, omsætning, omsetning, salg, summa, liikevaihto, myynti, veroton summa',
  quantity:
    'ilość, ilość sztuk, liczba, liczba sztuk, množství, počet, počet kusů, množstvo, mennyiség, darab, darabszám, cantitate, bucăți, количество, кол-во, кол во, объем, штук, кількість, miktar, adet, satış adedi, ποσότητα, τεμάχια, antal, kvantitet, antall, mængde, mengde, määrä, kpl, kappalemäärä',
  price:
    'cena, cena jednostkowa, cena netto, jednotková cena, cena za kus, egységár, nettó egységár, preț, preț unitar, цена, цена за единицу, ціна, birim fiyat, fiyat, τιμή, τιμή μονάδας, pris, styckpris, enhetspris, enhedspris, stykpris, hinta, yksikköhinta, kappalehinta',
  cost: 'koszt, koszt własny, koszt zakupu, náklady, pořizovací cena, költség, önköltség, beszerzési ár, себестоимость, затраты, закупочная стоимость, собівартість, maliyet, κόστος, kostnad, varukostnad, inköpspris, omkostning, kostpris, kustannus, hankintahinta',
  currency:
    'waluta, měna, mena, pénznem, deviza, monedă, валюта, para birimi, döviz, νόμισμα, valuta, valuutta',
  market:
    'kraj, rynek, země, stát, krajina, ország, țară, страна, рынок, країна, ülke, χώρα, land, marknad, maa',
  region:
    'region, województwo, obszar, oblast, régió, térség, regiune, zonă, регион, область, округ, регіон, bölge, περιοχή, περιφέρεια, region, distrikt, område, alue, myyntialue',
  city: 'miasto, miejscowość, město, mesto, obec, város, település, oraș, localitate, город, населенный пункт, місто, şehir, πόλη, stad, ort, poststed, kaupunki, paikkakunta',
  industry:
    'branża, odvětví, obor, iparág, ágazat, domeniu, отрасль, вид деятельности, галузь, sektör, κλάδος, bransch, branche, bransje, toimiala',
  owner:
    'handlowiec, przedstawiciel handlowy, opiekun, opiekun klienta, obchodník, obchodní zástupce, értékesítő, üzletkötő, agent vânzări, менеджер, ответственный, торговый представитель, менеджер по продажам, менеджер з продажу, satış temsilcisi, temsilci, πωλητής, υπεύθυνος, säljare, ansvarig, kundansvarig, sælger, selger, kundeansvarlig, myyjä, vastuuhenkilö',
  channel:
    'kanał, kanał sprzedaży, kanál, prodejní kanál, csatorna, értékesítési csatorna, canal vânzări, канал, канал продаж, kanal, satış kanalı, κανάλι, försäljningskanal, salgskanal, myyntikanava',
  target:
    'plan sprzedaży, budżet, cíl, plán, rozpočet, cél, terv, költségvetés, țintă, buget, план, цель, бюджет, план продаж, hedef, bütçe, στόχος, προϋπολογισμός, mål, budget, budjetti, tavoite',
  comment:
    'uwagi, komentarz, poznámka, poznámky, megjegyzés, observații, комментарий, примечание, коментар, примітка, açıklama, yorum, σχόλια, παρατηρήσεις, kommentar, anmärkning, bemærkning, kommentti, huomautus',
};
